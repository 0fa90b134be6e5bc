import type { Database, SqlRow } from "../../platform/database/database.ts";

/**
 * Earlier versions counted in the cache, by account: what stands there still goes to the journal. Kept there before it
 * is taken away here; should that break off between the two, it counts twice, which only makes the pace slower.
 */
export async function movePace(cache: Database, journal: Database): Promise<void> {
  const attempts = await cache.all<SqlRow>(
    `SELECT coalesce(a.self_id, a.id) AS selfId, w.kind, w.group_id AS groupId, w.person_id AS personId, w.at,
            w.gap_ms AS gapMs, w.outcome, w.v3, w.message
     FROM wechat_attempts w JOIN accounts a ON a.id = w.account_id ORDER BY w.id`,
  );
  const stops = await cache.all<SqlRow>(
    `SELECT coalesce(a.self_id, a.id) AS selfId, s.at, s.message
     FROM wechat_stops s JOIN accounts a ON a.id = s.account_id`,
  );
  if (attempts.length === 0 && stops.length === 0) return;
  await journal.transaction([
    {
      sql: `INSERT INTO wechat_attempts (self_id, kind, group_id, person_id, at, gap_ms, outcome, v3, message)
            SELECT value ->> 'selfId', value ->> 'kind', value ->> 'groupId', value ->> 'personId', value ->> 'at',
                   value ->> 'gapMs', value ->> 'outcome', value ->> 'v3', value ->> 'message' FROM json_each(?)`,
      parameters: [JSON.stringify(attempts)],
    },
    {
      sql: `INSERT OR REPLACE INTO wechat_stops (self_id, at, message)
            SELECT value ->> 'selfId', value ->> 'at', value ->> 'message' FROM json_each(?)`,
      parameters: [JSON.stringify(stops)],
    },
  ]);
  await cache.transaction([{ sql: "DELETE FROM wechat_attempts" }, { sql: "DELETE FROM wechat_stops" }]);
}
