/** Names of the gold's categories that speak of one thing, by the gold's own scorer (`coarse` of score.py). */
const ofWords: Readonly<Record<string, string>> = {
  staff: 'service',
  'anecdotes/miscellaneous': 'general',
  miscellaneous: 'general',
  menu: 'food',
  place: 'ambience',
};
const ofEntities: readonly (readonly [entities: readonly string[], name: string])[] = [
  [['food', 'drinks', 'service', 'ambience', 'location'], ''],
  [['restaurant'], 'general'],
  [['battery', 'power_supply'], 'battery'],
  [['display'], 'display'],
  [['keyboard', 'mouse'], 'input'],
  [['support', 'company', 'warranty', 'shipping'], 'support'],
  [['os', 'software'], 'software'],
  [
    'cpu graphics memory hard_disc hard_disk motherboard optical_drives hardware fans_cooling fans&cooling'.split(' '),
    'hardware',
  ],
  [['multimedia_devices'], 'multimedia'],
  [['ports'], 'ports'],
];
const ofAttributes: Readonly<Record<string, string>> = {
  quality: 'quality',
  operation_performance: 'performance',
  usability: 'usability',
  design_features: 'design',
  portability: 'portability',
  connectivity: 'connectivity',
};

/** What a gold category speaks of: `FOOD#QUALITY` is food, `staff` service. */
export function coarseCategory(category: string): string {
  const [entity = '', attribute] = category.toLowerCase().split('#');
  if (attribute === undefined) return ofWords[entity] ?? entity;
  if (attribute === 'price' || attribute === 'prices') return 'price';
  const known = ofEntities.find(([entities]) => entities.includes(entity));
  if (known !== undefined) return known[1] === '' ? entity : known[1];
  return ofAttributes[attribute] ?? 'general';
}
