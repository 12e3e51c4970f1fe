import type { RelaxedCore } from './relax-core.ts';

/** One line for the row step: what the core demands, what is left, and why it was relaxed. */
export function describeCore(
  core: RelaxedCore,
  settings: { users: number; items: number; minimumUsers: number },
): string {
  const demand = `users with ${settings.users} or more items and items with ${core.itemMinimum} or more users: ${core.users} users, ${core.items} items`;
  if (core.tried.length === 0) return demand;
  const tried = core.tried.map(({ itemMinimum, eligibleUsers }) => `${itemMinimum} left ${eligibleUsers}`).join(', ');
  return `${demand}; the item side was relaxed from ${settings.items} to ${core.itemMinimum} because fewer than ${settings.minimumUsers} users who can get a dialog were left (${tried})`;
}
