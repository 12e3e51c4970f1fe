import type { CategoryVocabulary } from '../vocabulary.ts';

/** One kind of device: what it is called, what is printed on its page, and the aspects that make no sense for it. */
function createCategory(
  id: string,
  labels: string,
  price: number,
  words: Readonly<Record<'device' | 'use' | 'feature', string>>,
  name: string,
  lacks: string,
): CategoryVocabulary {
  return {
    id,
    labels: ['Electronics', ...labels.split(' > ')],
    price,
    words,
    names: [
      `{brand} {model} ${name}, {feature}, {feature} - {color}`,
      `{brand} ${name} {model} with {feature} ({color})`,
    ],
    lacks: lacks === '' ? [] : lacks.split(' '),
  };
}

export const categories: readonly CategoryVocabulary[] = [
  createCategory(
    'speaker',
    'Portable Audio & Video > Portable Speakers & Docks > Portable Bluetooth Speakers',
    45,
    {
      device: 'speaker|bluetooth speaker|little speaker',
      use: 'the shower|beach days|the garage|camping|pool parties',
      feature: 'IPX7 Waterproof|20H Playtime|Stereo Pairing|Deep Bass|Built-in Mic',
    },
    'Portable Bluetooth Speaker',
    'picture',
  ),
  createCategory(
    'headset',
    'Headphones, Earbuds & Accessories > Headphones & Earbuds > Over-Ear Headphones',
    70,
    {
      device: 'headset|pair of headphones|wireless headset',
      use: 'the office|long flights|late night gaming|the gym|online classes',
      feature: 'Active Noise Cancelling|40H Playtime|Memory Foam Ear Cups|Boom Microphone|Foldable',
    },
    'Wireless Over-Ear Headset',
    'picture',
  ),
  createCategory(
    'power-bank',
    'Cell Phones & Accessories > Chargers & Power Adapters > Portable Power Banks',
    32,
    {
      device: 'power bank|portable charger|battery pack',
      use: 'travel|festivals|hiking|long commutes|power outages',
      feature: '20000mAh|22.5W Fast Charging|USB C In/Out|LED Display|Slim Design',
    },
    'Portable Charger Power Bank',
    'sound picture connection',
  ),
  createCategory(
    'webcam',
    'Computers & Accessories > Computer Accessories > Webcams',
    48,
    {
      device: 'webcam|camera|web camera',
      use: 'video calls|streaming|teaching from home|job interviews|my weekly meetings',
      feature: '1080P|Privacy Cover|Dual Microphones|Auto Focus|Wide Angle',
    },
    'USB Webcam',
    'battery comfort',
  ),
  createCategory(
    'keyboard',
    'Computers & Accessories > Keyboards, Mice & Accessories > Keyboards',
    58,
    {
      device: 'keyboard|wireless keyboard|mechanical keyboard',
      use: 'writing|coding|my desk at work|gaming|data entry',
      feature: 'Hot-Swappable|Backlit|Quiet Switches|Compact 75%|Multi-Device',
    },
    'Wireless Mechanical Keyboard',
    'sound picture',
  ),
  createCategory(
    'mouse',
    'Computers & Accessories > Keyboards, Mice & Accessories > Mice',
    27,
    {
      device: 'mouse|wireless mouse|ergonomic mouse',
      use: 'the office|spreadsheets|gaming|photo editing|my travel laptop',
      feature: 'Silent Clicks|4 Adjustable DPI|Vertical Grip|Rechargeable|6 Buttons',
    },
    'Ergonomic Wireless Mouse',
    'sound picture',
  ),
  createCategory(
    'monitor',
    'Computers & Accessories > Monitors',
    190,
    {
      device: 'monitor|display|second screen',
      use: 'my home office|editing photos|console gaming|coding|stock charts',
      feature: '27 Inch|QHD 2560x1440|75Hz|IPS Panel|Built-in Speakers|Height Adjustable',
    },
    'Computer Monitor',
    'battery comfort connection',
  ),
  createCategory(
    'router',
    'Computers & Accessories > Networking Products > Routers',
    95,
    {
      device: 'router|wifi router|mesh router',
      use: 'a two story house|streaming|a small apartment|working from home|a house full of gadgets',
      feature: 'Dual Band|AX3000|Gigabit Ports|Parental Controls|Mesh Ready',
    },
    'WiFi 6 Router',
    'battery comfort sound picture',
  ),
  createCategory(
    'smartwatch',
    'Wearable Technology > Smartwatches',
    85,
    {
      device: 'watch|smartwatch|fitness watch',
      use: 'running|tracking my sleep|swimming|work|daily walks',
      feature: 'Heart Rate Monitor|GPS|1.8 Inch AMOLED|5ATM Waterproof|Sleep Tracking',
    },
    'Smart Watch for Men and Women',
    'sound',
  ),
  createCategory(
    'dash-cam',
    'Car & Vehicle Electronics > Car Electronics > On-Dash Cameras',
    75,
    {
      device: 'dash cam|car camera|dashboard camera',
      use: 'my commute|road trips|parking in the city|my delivery van|my teenager',
      feature: '2.5K|Night Vision|Loop Recording|G-Sensor|Parking Mode',
    },
    'Dash Cam Front and Rear',
    'battery comfort',
  ),
  createCategory(
    'usb-hub',
    'Computers & Accessories > Networking Products > Hubs',
    36,
    {
      device: 'hub|usb hub|docking station',
      use: 'my laptop|a two monitor desk|conference rooms|backing up photos|travel',
      feature: '7-in-1|4K HDMI|100W Power Delivery|SD Card Reader|Aluminum',
    },
    'USB C Hub',
    'battery sound picture comfort',
  ),
  createCategory(
    'tablet',
    'Computers & Accessories > Computers & Tablets > Tablets',
    130,
    {
      device: 'tablet|10 inch tablet|little tablet',
      use: 'reading in bed|the kids|recipes in the kitchen|drawing|watching shows on the plane',
      feature: '10.1 Inch|64GB|Octa-Core|Dual Camera|Long Battery Life|WiFi',
    },
    'Android Tablet',
    '',
  ),
  createCategory(
    'security-camera',
    'Camera & Photo > Video Surveillance > Surveillance Cameras',
    55,
    {
      device: 'camera|security camera|outdoor camera',
      use: 'the front porch|the driveway|keeping an eye on the dog|the baby room|our cabin',
      feature: 'Color Night Vision|2-Way Audio|Motion Alerts|Weatherproof|Local Storage',
    },
    'Outdoor Security Camera',
    'comfort',
  ),
];
