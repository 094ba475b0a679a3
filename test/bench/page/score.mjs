// The curves and weights of Lighthouse 10 for phones, without the speed index, whose tenth is shared out among the others.
const CURVES = {
  fcp: { p10: 1800, median: 3000, weight: 0.1 },
  lcp: { p10: 2500, median: 4000, weight: 0.25 },
  tbt: { p10: 200, median: 600, weight: 0.3 },
  cls: { p10: 0.1, median: 0.25, weight: 0.25 },
};
/** Where the curve of an error function stands at 0.9. */
const AT_P10 = 0.9061938024368232;

/** Abramowitz and Stegun 7.1.26. */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return x < 0 ? -y : y;
}

export function pointsOf(value, { p10, median }) {
  if (value <= 0) return 1;
  const spread = Math.abs(Math.log(p10 / median)) / AT_P10;
  return (1 - erf((Math.log(value) - Math.log(median)) / spread)) / 2;
}

/** 0 to 100. */
export function score(measured) {
  const weights = Object.values(CURVES).reduce((sum, { weight }) => sum + weight, 0);
  return (100 * Object.entries(CURVES).reduce((sum, [name, curve]) => sum + curve.weight * pointsOf(measured[name], curve), 0)) / weights;
}
