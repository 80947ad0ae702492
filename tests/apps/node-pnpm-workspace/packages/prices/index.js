export const price = (count) => `${count * 2} euros`;
