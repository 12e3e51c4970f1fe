/** Tails for a trend that goes the way of the opinion (`too`) or against it (`still`). `since` is a date with its preposition or empty. */
export const risingTails = {
  too: [
    ', and {it} {has} been getting better{since}',
    ', with things looking up{since}',
    ', and the trend has been upward{since}',
    ', and the mood has kept improving{since}',
    ', and it has only improved{since}',
    ', and opinions have warmed{since}',
  ],
  still: [
    ', though {it} {has} been getting better{since}',
    ', but things have been looking up{since}',
    ', although the trend has been upward{since}',
    ', even if it has been improving{since}',
    ', though opinions have warmed{since}',
  ],
};
export const fallingTails = {
  too: [
    ', and {it} {has} been slipping{since}',
    ', and the trend has been downward{since}',
    ', and the mood has soured{since}',
    ', and it has gone downhill{since}',
    ', and opinions have cooled{since}',
  ],
  still: [
    ', though {it} {has} been slipping{since}',
    ', but the trend has been downward{since}',
    ', although opinions have cooled{since}',
    ', even if it has slipped a little{since}',
    ', though the mood has soured a bit{since}',
  ],
};
export const steadyTails = [
  ', and that has been steady',
  ', and it has stayed that way',
  ', much the same all along',
  ', and that has not changed much',
];
export const sparseTails = [
  ', though that is not many voices',
  ', but that is a small sample',
  ', as far as so few reviews can tell',
  ', not that it is much to go on',
];
