/** Words of a review as they stand inside a sentence of somebody else: that sentence's quotation marks and full stop are its own. */
export const spokenForm = (text: string): string => text.replaceAll(/["“”«»]/gu, "'").replace(/[\s.,;:…-]+$/u, '');
