// A small generator with a fixed seed: the sample is the same every time.
let seed = 19380731;
export const chance = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
export const spread = (low, high) => low + (high - low) * chance();
