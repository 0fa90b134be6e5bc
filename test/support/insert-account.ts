/** Before the values of an account's row: columns that came later have a default. */
export const insertAccount = `INSERT INTO accounts (id, kind, name, api_url, app_id, user_name, self_id, is_demo,
  allows_insecure_http, can_renew, secret_place, synced_at, created_at) VALUES`;
