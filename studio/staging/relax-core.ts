export interface CoreSize {
  users: number;
  items: number;
}

export interface RelaxedCore extends CoreSize {
  /** Users an item must have. */
  itemMinimum: number;
  /** Every minimum tried before, strictest first, with the users it left. */
  tried: { itemMinimum: number; users: number }[];
}

/**
 * Lowers the minimum on the item side one by one while fewer than `minimumUsers` users are left. The core kept is the strictest that leaves
 * enough users or, where none does, the strictest that leaves as many users as any. `findCore` computes the core of a minimum; its last call
 * is the one for the core returned.
 */
export async function relaxCore(
  settings: { items: number; minimumUsers: number },
  findCore: (itemMinimum: number) => Promise<CoreSize>,
): Promise<RelaxedCore> {
  const cores: (CoreSize & { itemMinimum: number })[] = [];
  for (let itemMinimum = settings.items; itemMinimum >= 1; itemMinimum -= 1) {
    const core = { itemMinimum, ...(await findCore(itemMinimum)) };
    if (core.users >= settings.minimumUsers) return { ...core, tried: cores };
    cores.push(core);
  }
  const best = cores.reduce((most, core) => (core.users > most.users ? core : most));
  const tried = cores.filter((core) => core.itemMinimum > best.itemMinimum);
  return { ...(await findCore(best.itemMinimum)), itemMinimum: best.itemMinimum, tried };
}
