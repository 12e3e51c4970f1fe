import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { formatDateTime } from '../calendar.ts';
import type { ItemRecord, ReviewRecord, SampleFormat, UserRecord } from '../format.ts';
import { drawBetween, drawExponential, drawFrom, drawIndex, drawText, isLucky } from '../random.ts';

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Yelp Open Dataset: JSON lines, one file each for reviews, businesses and users. */
export const yelpFormat: SampleFormat = {
  reviewFile: 'yelp_academic_dataset_review.json',
  itemFile: 'yelp_academic_dataset_business.json',
  userFile: 'yelp_academic_dataset_user.json',
  headers: {},
  createUserId: (rng) => drawText(rng, idAlphabet, 22),
  createItemId: (rng) => drawText(rng, idAlphabet, 22),
  roundTime: (atMs) => Math.floor(atMs / 1000) * 1000,
  writeReview,
  writeItem,
  writeUser,
  truncate: (row) => row.slice(0, Math.floor(row.length * 0.6)),
};

const votes = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5];

function writeReview(review: ReviewRecord, rng: RandomGenerator): string {
  const { reviewId, userId, itemId, rating, reviewedAtMs, text } = review;
  const date = reviewedAtMs === null ? '0000-00-00 00:00:00' : formatDateTime(reviewedAtMs);
  return (
    `{"review_id":"${reviewId}","user_id":"${userId}","business_id":"${itemId}","stars":${rating}.0,` +
    `"useful":${drawFrom(rng, votes)},"funny":${drawFrom(rng, votes)},"cool":${drawFrom(rng, votes)},"text":${JSON.stringify(text)},"date":"${date}"}`
  );
}

/** Invented towns in real states, with a centre. */
const towns = [
  { city: 'Marlow Springs', state: 'PA', zip: 19400, latitude: 40.05, longitude: -75.3 },
  { city: 'Port Larkin', state: 'FL', zip: 33900, latitude: 27.6, longitude: -82.5 },
  { city: 'Eastvale Junction', state: 'TN', zip: 37900, latitude: 36.1, longitude: -86.6 },
  { city: 'Cobbler Hill', state: 'AZ', zip: 85900, latitude: 32.3, longitude: -110.9 },
] as const;

const streets = [
  'Alder',
  'Birch',
  'Canal',
  'Dogwood',
  'Elm',
  'Foundry',
  'Granary',
  'Hickory',
  'Ivy',
  'Juniper',
  'Mill',
  'Orchard',
];

/** The official file holds attribute values as Python would print them. */
function writeItem(item: ItemRecord, rng: RandomGenerator): string {
  const town = drawFrom(rng, towns);
  const flag = (probability: number) => (isLucky(rng, probability) ? 'True' : 'False');
  const { category } = item;
  return JSON.stringify({
    business_id: item.itemId,
    name: item.title,
    address: `${1 + drawIndex(rng, 4000)} ${drawFrom(rng, streets)} ${drawFrom(rng, ['St', 'Ave', 'Blvd', 'Ln'])}`,
    city: town.city,
    state: town.state,
    postal_code: String(town.zip + drawIndex(rng, 60)),
    latitude: roundTo(town.latitude + drawBetween(rng, -0.2, 0.2), 7),
    longitude: roundTo(town.longitude + drawBetween(rng, -0.2, 0.2), 7),
    stars: Math.round(item.meanRating * 2) / 2,
    review_count: item.reviewCount,
    is_open: isLucky(rng, 0.88) ? 1 : 0,
    attributes: isLucky(rng, 0.04)
      ? null
      : {
          RestaurantsPriceRange2: String(category.price),
          BusinessAcceptsCreditCards: flag(0.95),
          RestaurantsTakeOut: flag(0.85),
          RestaurantsDelivery: flag(0.6),
          RestaurantsReservations: flag(category.price > 2 ? 0.8 : 0.3),
          OutdoorSeating: flag(0.5),
          GoodForKids: flag(category.price > 2 ? 0.4 : 0.85),
          HasTV: flag(0.5),
          WiFi: drawFrom(rng, ["u'free'", "u'no'", "'free'"]),
          NoiseLevel: drawFrom(rng, ["u'quiet'", "u'average'", "u'average'", "u'loud'"]),
          Alcohol: drawFrom(rng, ["u'full_bar'", "u'beer_and_wine'", "u'none'"]),
          BusinessParking: `{'garage': ${flag(0.2)}, 'street': ${flag(0.5)}, 'validated': ${flag(0.05)}, 'lot': ${flag(0.5)}, 'valet': ${flag(0.1)}}`,
        },
    categories: category.labels.join(', '),
    hours: isLucky(rng, 0.06) ? null : createHours(rng),
  });
}

function createHours(rng: RandomGenerator): Record<string, string> {
  const opening = drawFrom(rng, ['7:0', '8:30', '11:0', '11:30', '16:0', '17:0']);
  const closing = drawFrom(rng, ['14:0', '21:0', '22:0', '23:0', '0:0']);
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const closed = isLucky(rng, 0.4) ? 'Monday' : '';
  return Object.fromEntries(days.filter((day) => day !== closed).map((day) => [day, `${opening}-${closing}`]));
}

const firstNames =
  'Ada Ben Cara Dev Elena Femi Grace Hugo Imani Jude Kira Leo Maya Noor Owen Petra Quinn Rafa Sana Theo Uma Vik Wren Xena Yara Zane'.split(
    ' ',
  );

const compliments = ['hot', 'more', 'profile', 'cute', 'list', 'note', 'plain', 'cool', 'funny', 'writer', 'photos'];

function writeUser(user: UserRecord, rng: RandomGenerator): string {
  const count = (mean: number) => Math.floor(drawExponential(rng, mean));
  return JSON.stringify({
    user_id: user.userId,
    name: drawFrom(rng, firstNames),
    review_count: user.reviewCount,
    yelping_since: formatDateTime(user.firstActiveMs - Math.floor(drawExponential(rng, 4e10) / 1000) * 1000),
    useful: count(user.reviewCount),
    funny: count(user.reviewCount / 2),
    cool: count(user.reviewCount / 2),
    elite: '',
    friends: user.friends.length === 0 ? 'None' : user.friends.join(', '),
    fans: count(1.2),
    average_stars: roundTo(user.meanRating, 2),
    ...Object.fromEntries(compliments.map((kind) => [`compliment_${kind}`, count(0.6)])),
  });
}

function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
