import type { CategoryVocabulary } from '../vocabulary.ts';

function createCategory(
  id: string,
  labels: string,
  price: number,
  words: Readonly<Record<'dish' | 'dishes' | 'drink' | 'kind', string>>,
  names: string,
): CategoryVocabulary {
  return {
    id,
    labels: [...labels.split(', '), 'Restaurants', 'Food'],
    price,
    words,
    names: names.split('|'),
    lacks: [],
  };
}

/** Kinds of restaurants; `dish` takes a singular verb, `dishes` a plural one. */
export const categories: readonly CategoryVocabulary[] = [
  createCategory(
    'mexican',
    'Mexican, Tacos, Tex-Mex',
    2,
    {
      dish: 'carne asada|al pastor|burrito|chicken mole|guacamole|quesadilla|pozole|chile relleno|carnitas plate|torta|ceviche',
      dishes: 'tacos|fish tacos|enchiladas|tamales|nachos|chips and salsa|fajitas|birria tacos|elotes|sopes',
      drink: 'margarita|paloma|michelada|horchata|mezcal old fashioned|agua fresca',
      kind: 'Mexican',
    },
    "Taqueria {owner}|{owner}'s Cantina|Casa {owner}|El {noun} Azul|La {noun} Cocina|{adj} Agave|{place} Taco House",
  ),
  createCategory(
    'italian',
    'Italian, Wine Bars, Pasta Shops',
    3,
    {
      dish: 'lasagna|carbonara|risotto|bolognese|chicken parm|osso buco|burrata|tiramisu|cacio e pepe|eggplant parmesan|veal piccata',
      dishes: 'meatballs|gnocchi|ravioli|arancini|mussels|garlic knots|stuffed shells|cannoli|short rib agnolotti',
      drink: 'negroni|chianti|aperol spritz|house red|espresso martini|limoncello',
      kind: 'Italian',
    },
    "Trattoria {owner}|{owner}'s Kitchen Italiana|Osteria {noun}|Ristorante {owner}|The {adj} Olive|{place} Pasta Bar",
  ),
  createCategory(
    'japanese',
    'Japanese, Sushi Bars, Ramen',
    3,
    {
      dish: 'tonkotsu ramen|spicy tuna roll|chirashi|katsu curry|salmon sashimi|miso cod|omakase|udon|okonomiyaki|rainbow roll',
      dishes:
        'gyoza|hand rolls|nigiri|tempura vegetables|takoyaki|yakitori skewers|pork buns|edamame|crispy rice bites',
      drink: 'sake|yuzu cocktail|draft lager|green tea|plum wine|whisky highball',
      kind: 'Japanese',
    },
    '{owner} Sushi|{adj} Crane Sushi|Ramen {owner}|{noun} Izakaya|Little {noun} Ramen|{place} Sushi Bar',
  ),
  createCategory(
    'thai',
    'Thai, Noodles, Vegetarian',
    2,
    {
      dish: 'pad thai|green curry|papaya salad|tom yum|massaman curry|drunken noodle|basil chicken|khao soi|mango sticky rice|larb',
      dishes:
        'spring rolls|drunken noodles|curry puffs|satay skewers|chicken wings|rice noodles|fish cakes|glass noodles',
      drink: 'thai iced tea|lychee martini|coconut water|ginger beer|lemongrass mojito',
      kind: 'Thai',
    },
    "{adj} Lotus Thai|Bangkok {noun}|{owner}'s Thai Kitchen|Thai {noun} Garden|{place} Thai|Lemongrass & {noun}",
  ),
  createCategory(
    'indian',
    'Indian, Vegetarian, Halal',
    2,
    {
      dish: 'butter chicken|lamb vindaloo|palak paneer|chicken tikka masala|biryani|dal makhani|chana masala|malai kofta|goat curry|thali',
      dishes: 'samosas|naan and chutneys|pakoras|lamb chops|dosas|garlic naans|vegetable kormas|kebabs',
      drink: 'mango lassi|masala chai|rose lassi|tamarind margarita|light beer',
      kind: 'Indian',
    },
    "{adj} Saffron|Tandoor {noun}|{owner}'s Curry House|Spice {noun}|{place} Masala|Maharaja {noun}",
  ),
  createCategory(
    'barbecue',
    'Barbeque, Smokehouse, Southern',
    2,
    {
      dish: 'brisket|pulled pork|smoked turkey|mac and cheese|cornbread|burnt end sandwich|banana pudding|half chicken|hot link|coleslaw',
      dishes:
        'ribs|burnt ends|baked beans|collard greens|smoked wings|hush puppies|beef ribs|rib tips|sweet potato fries',
      drink: 'sweet tea|bourbon flight|peach lemonade|craft root beer|local ale',
      kind: 'barbecue',
    },
    "{owner}'s Smokehouse|{adj} Hog BBQ|{place} Pit Barbecue|Hickory & {noun}|The {adj} Smoker|{owner} Brothers Barbecue",
  ),
  createCategory(
    'burgers',
    'Burgers, American (Traditional), Sports Bars',
    2,
    {
      dish: 'cheeseburger|patty melt|bacon burger|fried chicken sandwich|veggie burger|chili|milkshake|smash burger|club sandwich|caesar salad',
      dishes:
        'fries|onion rings|wings|sliders|loaded tots|pickle chips|chicken tenders|truffle fries|mozzarella sticks',
      drink: 'IPA|vanilla shake|old fashioned|pint|house lemonade|hard cider',
      kind: 'American',
    },
    "{owner}'s Burger Joint|{adj} Buns|{place} Grill|The {adj} Patty|{noun} Burger Bar|{place} Tavern",
  ),
  createCategory(
    'breakfast',
    'Breakfast & Brunch, Cafes, Coffee & Tea',
    2,
    {
      dish: 'eggs benedict|avocado toast|breakfast burrito|french toast|omelette|shakshuka|corned beef hash|granola bowl|quiche|chicken and waffle plate',
      dishes:
        'pancakes|waffles|home fries|biscuits and gravy|cinnamon rolls|huevos rancheros|scrambled eggs|lemon ricotta pancakes',
      drink: 'bloody mary|mimosa|cold brew|latte|fresh orange juice|cappuccino|chai',
      kind: 'brunch',
    },
    "{owner}'s Diner|The {adj} Egg|{place} Cafe|{adj} Rooster|{noun} & Toast|Sunny {noun} Kitchen",
  ),
  createCategory(
    'pizza',
    'Pizza, Italian, Sandwiches',
    1,
    {
      dish: 'margherita|pepperoni pizza|white pie|sicilian slice|calzone|meatball sub|deep dish|mushroom pizza|caprese salad|grandma slice',
      dishes:
        'garlic knots|wings|slices|mozzarella sticks|personal pizzas|breadsticks|pepperoni rolls|stuffed mushrooms',
      drink: 'house red|draft beer|birch beer|italian soda|pitcher of lager',
      kind: 'pizza',
    },
    "{owner}'s Pizzeria|{adj} Slice|{place} Pizza Works|Brick & {noun}|{owner} & Sons Pizza|{noun} Pie Company",
  ),
  createCategory(
    'seafood',
    'Seafood, Oyster Bars, American (New)',
    3,
    {
      dish: 'lobster roll|clam chowder|crab cake|grilled salmon|fish and chips|seared scallop plate|shrimp scampi|cioppino|blackened grouper|tuna tartare',
      dishes: 'oysters|fried clams|scallops|crab legs|mussels|shrimp tacos|calamari rings|crab fritters|steamers',
      drink: 'dark and stormy|sauvignon blanc|bloody mary|grapefruit crush|pilsner|gin and tonic',
      kind: 'seafood',
    },
    "{owner}'s Oyster House|The {adj} Anchor|{place} Fish Company|{adj} Pelican|Captain {owner}'s|{noun} & Tide",
  ),
  createCategory(
    'vietnamese',
    'Vietnamese, Soup, Noodles',
    1,
    {
      dish: 'pho|banh mi|lemongrass chicken|bun bo hue|vermicelli bowl|shaking beef|crispy crepe|broken rice plate|clay pot catfish',
      dishes:
        'summer rolls|fried spring rolls|pork skewers|garlic noodles|vermicelli bowls|sugar cane shrimp|banh mi sandwiches',
      drink: 'vietnamese iced coffee|jasmine tea|fresh limeade|sugarcane juice|salted plum soda',
      kind: 'Vietnamese',
    },
    'Pho {owner}|{adj} Bamboo|Saigon {noun}|{place} Noodle House|Banh Mi {owner}|Lotus & {noun}',
  ),
  createCategory(
    'mediterranean',
    'Mediterranean, Greek, Middle Eastern',
    2,
    {
      dish: 'hummus|lamb gyro|chicken shawarma|moussaka|falafel wrap|mixed grill|baba ganoush|baklava|tabbouleh|branzino',
      dishes:
        'falafel balls|dolmas|lamb kebabs|pitas|spanakopita triangles|grilled octopus bites|lemon potatoes|stuffed peppers',
      drink: 'mint tea|pomegranate spritz|turkish coffee|ouzo|arak|crisp white wine',
      kind: 'Mediterranean',
    },
    "{adj} Olive Tree|{owner}'s Gyros|Aegean {noun}|{place} Mezze|Cedar & {noun}|Taverna {owner}",
  ),
  createCategory(
    'steakhouse',
    'Steakhouses, American (New), Cocktail Bars',
    4,
    {
      dish: 'ribeye|filet|new york strip|prime rib|wedge salad|creamed spinach|tomahawk|short rib|steak frites|creme brulee',
      dishes:
        'scalloped potatoes|crab cakes|roasted mushrooms|lamb chops|brussels sprouts|steak tips|truffle fries|shrimp cocktails',
      drink: 'manhattan|dry martini|cabernet|whiskey sour|old fashioned|port',
      kind: 'steak',
    },
    "{owner}'s Chophouse|The {adj} Bull|{place} Steak & {noun}|{owner} Prime|{adj} Ember|Oak & {noun}",
  ),
  createCategory(
    'bakery',
    'Bakeries, Cafes, Desserts',
    1,
    {
      dish: 'almond croissant|sourdough|carrot cake|chocolate tart|banana bread|lemon cake|ham and cheese croissant|key lime pie|cheesecake',
      dishes: 'croissants|macarons|scones|cupcakes|cinnamon buns|donuts|cookies|eclairs|blueberry muffins|bagels',
      drink: 'flat white|latte|hot chocolate|cappuccino|iced americano|matcha latte|earl grey',
      kind: 'pastry',
    },
    "{owner}'s Bakery|Flour & {noun}|The {adj} Whisk|{place} Bread Company|Sugar {noun}|{adj} Crumb",
  ),
];
