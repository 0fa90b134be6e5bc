/** An application (user asks the group) or an invitation (someone asks the user). */
export interface DemoRequest {
  readonly id: number;
  readonly groupId: string;
  /** Who is to become a member. */
  readonly userId: string;
  /** Who invited; null for an application. */
  readonly inviterId: string | null;
  readonly reason: string;
  /** 0 pending, 1 accepted, 2 declined. */
  status: 0 | 1 | 2;
  readonly expiresAt: number;
  updatedAt: number;
}
