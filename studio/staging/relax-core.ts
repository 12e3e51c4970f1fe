export interface CoreSize {
  users: number;
  /** Users of whom a review of a core item can become a dialog. */
  eligibleUsers: number;
  items: number;
}

export interface RelaxedCore extends CoreSize {
  /** Users an item must have. */
  itemMinimum: number;
  /** Every minimum tried before, strictest first, with the eligible users it left. */
  tried: { itemMinimum: number; eligibleUsers: number }[];
}

/**
 * Lowers the minimum on the item side one by one while fewer than `minimumUsers` eligible users are left. The core kept is the
 * strictest that leaves enough of them or, where none does, the strictest that leaves as many as any. `findCore` computes the core of a minimum; its last call
 * is the one for the core returned.
 */
export async function relaxCore(
  settings: { items: number; minimumUsers: number },
  findCore: (itemMinimum: number) => Promise<CoreSize>,
): Promise<RelaxedCore> {
  const cores: (CoreSize & { itemMinimum: number })[] = [];
  for (let itemMinimum = settings.items; itemMinimum >= 1; itemMinimum -= 1) {
    const core = { itemMinimum, ...(await findCore(itemMinimum)) };
    if (core.eligibleUsers >= settings.minimumUsers) return { ...core, tried: cores };
    cores.push(core);
  }
  const best = cores.reduce((most, core) => (isLarger(core, most) ? core : most));
  const tried = cores.filter((core) => core.itemMinimum > best.itemMinimum);
  return { ...(await findCore(best.itemMinimum)), itemMinimum: best.itemMinimum, tried };
}

const isLarger = (core: CoreSize, other: CoreSize): boolean =>
  core.eligibleUsers > other.eligibleUsers || (core.eligibleUsers === other.eligibleUsers && core.users > other.users);
