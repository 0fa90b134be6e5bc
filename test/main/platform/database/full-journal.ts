import { markOf, openMark } from "../../../../main/platform/database/journal-mark.ts";
import { openFile } from "../../../../main/platform/database/open-file.ts";
import { journalSchema } from "../../../../main/platform/database/schemas.ts";

/** A journal with rows in every table that holds what people did, and its mark. */
export function fillJournal(file: string, acts = 1_500): void {
  const { sqlite } = openFile(file, journalSchema);
  const numbers = "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)";
  const fill = (count: number, insert: string) => sqlite.prepare(`${numbers} ${insert} FROM n`).run(count);
  fill(
    acts,
    `INSERT INTO activities (id, at, account_id, kind, group_id, target_name, outcome, detail, search_text)
     SELECT id, id, 'account', 'kick', id % 50, '某人 ' || id, 'done', 'why ' || id, '某人 ' || id`,
  );
  fill(
    12,
    `INSERT INTO jobs (id, account_id, action, state, created_at, runner, runner_pid, heartbeat_at)
     SELECT 'job ' || id, 'account', '{"type":"kick"}', 'done', id, 'runner', 1, id`,
  );
  fill(
    600,
    `INSERT INTO job_targets (job_id, position, group_id, target_id, name, search_text, outcome, is_left_out)
     SELECT 'job ' || (1 + id % 12), id, 'group', 'person ' || id, 'Name ' || id, 'name ' || id, 'done', 0`,
  );
  fill(
    40,
    `INSERT INTO job_attempts (id, job_id, group_id, at, ended)
     SELECT 'attempt ' || id, 'job ' || (1 + id % 12), 'group', id, 'answered'`,
  );
  fill(80, "INSERT INTO protected_people (account_id, user_id) SELECT 'account', 'person ' || id");
  fill(
    80,
    "INSERT INTO person_notes (account_id, person_id, note) SELECT 'account', 'person ' || id, '备注 ' || id",
  );
  fill(
    40,
    "INSERT INTO seen_codes (digest, account_id, at, outcome) SELECT 'digest ' || id, 'account', id, 'joined'",
  );
  fill(
    40,
    `INSERT INTO wechat_attempts (self_id, kind, at, gap_ms, outcome)
     SELECT 'self ' || (id % 4), 'friend', id, 1000, 'sent'`,
  );
  fill(4, "INSERT INTO wechat_stops (self_id, at, message) SELECT 'self ' || id, id, '操作过于频繁'");
  fill(10, "INSERT INTO intents (id, at, runner, pid, acts) SELECT 'intent ' || id, id, 'runner', 1, '[]'");
  const mark = openMark(file);
  mark.write(markOf(sqlite));
  mark.close();
  sqlite.close();
}
