import type { CategoryVocabulary } from '../vocabulary.ts';

function createCategory(label: string, price: number, lacks: string, words: Words, names: string): CategoryVocabulary {
  const id = label
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { id, labels: [label], price, words, names: names.split('|'), lacks: lacks === '' ? [] : lacks.split(' ') };
}

type Words = Readonly<Record<'content' | 'use' | 'kind', string>>;

/** Kinds of apps under MobileRec's category names; `content` is plural. A price of 0 is free to install. */
export const categories: readonly CategoryVocabulary[] = [
  createCategory(
    'Puzzle',
    0,
    'login',
    {
      content: 'levels|puzzles|daily puzzles|bonus rounds|challenges',
      use: 'killing time|my commute|waiting rooms|relaxing before bed',
      kind: 'puzzle game',
    },
    '{noun} Blocks: {adj} Puzzle|{adj} Tiles|{noun} Match 3|Merge {noun}|{adj} {noun} Sort',
  ),
  createCategory(
    'Role Playing',
    0,
    '',
    {
      content: 'quests|characters|dungeons|events|storylines|boss fights',
      use: 'long evenings|playing with my guild|grinding on weekends',
      kind: 'rpg',
    },
    '{noun} Chronicles|Legend of the {adj} {noun}|{noun} Quest: {adj} Realm|{adj} Guardians RPG',
  ),
  createCategory(
    'Casual',
    0,
    'login',
    {
      content: 'levels|mini games|decorations|events|characters',
      use: 'five minute breaks|keeping the kids quiet|the bus ride',
      kind: 'game',
    },
    '{adj} {noun} Cafe|My {adj} {noun}|{noun} Farm Story|{adj} Bakery Rush',
  ),
  createCategory(
    'Strategy',
    0,
    '',
    {
      content: 'maps|battles|units|alliances|campaigns|events',
      use: 'playing with friends|my lunch break|weekends',
      kind: 'strategy game',
    },
    '{noun} Empires|{adj} Kingdoms: War|Siege of {noun}|{adj} Tactics',
  ),
  createCategory(
    'Finance',
    0,
    'content',
    {
      content: 'transactions|budgets|statements|transfers|bills',
      use: 'paying bills|tracking my spending|checking my balance',
      kind: 'banking app',
    },
    '{noun} Wallet: Budget Planner|{adj} Bank Mobile|{noun} Pay|{adj} Ledger - Expense Tracker',
  ),
  createCategory(
    'Health & Fitness',
    0,
    '',
    {
      content: 'workouts|meal plans|exercises|programs|meditations|routines',
      use: 'losing weight|tracking my runs|home workouts|sleeping better',
      kind: 'fitness app',
    },
    '{adj} Fit: Home Workouts|{noun} Fasting Tracker|{adj} Steps|{noun} Yoga Daily|Calm {noun}',
  ),
  createCategory(
    'Productivity',
    2.99,
    '',
    {
      content: 'notes|lists|reminders|templates|widgets|tasks',
      use: 'organizing my life|work|school|my grocery lists',
      kind: 'to do list',
    },
    '{noun} Notes|{adj} Tasks: To Do List|{noun} Planner Pro|{adj} Calendar',
  ),
  createCategory(
    'Education',
    0,
    '',
    {
      content: 'lessons|courses|quizzes|flashcards|exercises|explanations',
      use: 'learning spanish|studying for exams|my kids|brushing up on math',
      kind: 'learning app',
    },
    '{adj} Academy: Learn Languages|{noun} Math|{noun} Flashcards|Brainy {noun}',
  ),
  createCategory(
    'Shopping',
    0,
    '',
    {
      content: 'deals|coupons|offers|orders|recommendations',
      use: 'grocery shopping|finding deals|buying gifts|comparing prices',
      kind: 'shopping app',
    },
    '{noun} Market: Deals & Coupons|{adj} Cart|Shop {noun}|{adj} Closet - Buy & Sell',
  ),
  createCategory(
    'Music & Audio',
    0,
    '',
    {
      content: 'songs|playlists|podcasts|stations|audiobooks|albums',
      use: 'the gym|long drives|working|falling asleep',
      kind: 'music player',
    },
    '{adj} Radio|{noun} Music Player|{noun} Podcasts|{adj} Beats: Offline Music',
  ),
  createCategory(
    'Photography',
    1.99,
    'login',
    {
      content: 'filters|effects|templates|stickers|presets|tools',
      use: 'my family pictures|social media|quick edits|travel photos',
      kind: 'photo editor',
    },
    '{noun} Cam|{adj} Photo Editor|{noun} Collage Maker|{adj} Filters Studio',
  ),
  createCategory(
    'Weather',
    0,
    'login content',
    {
      content: 'forecasts|radar maps|alerts|widgets',
      use: 'planning my day|my garden|storm season|sailing',
      kind: 'weather app',
    },
    '{adj} Skies: Weather Radar|{noun} Forecast|{adj} Weather Widget',
  ),
  createCategory(
    'Travel & Local',
    0,
    '',
    {
      content: 'routes|guides|maps|bookings|itineraries|travel tips',
      use: 'road trips|booking hotels|my vacation|finding gas stations',
      kind: 'travel app',
    },
    '{noun} Trips: Hotels & Flights|{adj} Maps Offline|Go {noun}|{adj} Compass Travel',
  ),
];
