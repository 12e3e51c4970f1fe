/** What each seeded stream is for; a number once given keeps its meaning, or old seeds would make other samples. */
export const streams = {
  ranks: 1,
  items: 2,
  users: 3,
  reviews: 4,
  itemRecords: 5,
  userRecords: 6,
  itemIds: 7,
  userIds: 8,
} as const;
