// Gradient-boosted decision trees for a yes-or-no question: logistic loss, Newton leaf values
// (Friedman 2001), histograms of feature values, leaf-wise growth and monotone constraints (as in
// LightGBM: Ke et al. 2017; a constraint bounds the values on both sides of a split by their mean).
// The same examples and the same seed give the same trees.
import { createRandom } from "../../dist/core/statistics/random.js";

const MOST_BINS = 63;
/** Borders by value and by frequency together. */
const BINS = 2 * MOST_BINS;

/**
 * @param {{rows: Float64Array[], labels: Uint8Array, weights: Float64Array}} examples
 * @param {{directions: number[], trees: number, leaves: number, rate: number, seed: number,
 *   leastExamples: number, ridge: number, featureShare: number, exampleShare: number}} options
 * @returns {{start: number, trees: number[][][]}} each tree a list of nodes
 *   [feature, threshold, left, right] (left where the value is at most the threshold) or [-1, value]
 */
export function trainTrees({ rows, labels, weights }, options) {
  const { directions, seed } = options;
  const random = createRandom(seed);
  const width = directions.length;
  const borders = Array.from({ length: width }, (_, feature) => bordersOf(rows, feature));
  const bins = Array.from({ length: width }, (_, feature) =>
    Uint8Array.from(rows, (row) => binOf(borders[feature], row[feature])),
  );
  let positive = 0;
  let total = 0;
  for (let i = 0; i < rows.length; i += 1) {
    total += weights[i];
    if (labels[i] === 1) positive += weights[i];
  }
  const start = Math.log(positive / (total - positive));
  const scores = new Float64Array(rows.length).fill(start);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const trees = [];
  for (let round = 0; round < options.trees; round += 1) {
    for (let i = 0; i < rows.length; i += 1) {
      const p = 1 / (1 + Math.exp(-scores[i]));
      gradients[i] = weights[i] * (p - labels[i]);
      curvatures[i] = weights[i] * p * (1 - p);
    }
    const chosen = [];
    for (let i = 0; i < rows.length; i += 1) {
      if (random(1000) < options.exampleShare * 1000) chosen.push(i);
    }
    const features = [];
    for (let feature = 0; feature < width; feature += 1) {
      if (borders[feature].length > 0 && random(1000) < options.featureShare * 1000)
        features.push(feature);
    }
    const tree = growTree(Uint32Array.from(chosen), features, {
      bins,
      borders,
      gradients,
      curvatures,
      ...options,
    });
    trees.push(tree);
    for (let i = 0; i < rows.length; i += 1) scores[i] += treeValue(tree, rows[i]);
  }
  return { start, trees };
}

export function treeValue(tree, row) {
  let at = 0;
  while (tree[at][0] >= 0) {
    const [feature, threshold, left, right] = tree[at];
    at = row[feature] <= threshold ? left : right;
  }
  return tree[at][1];
}

/** Borders between bins: half way between neighbouring values, at about equal numbers of examples. */
function bordersOf(rows, feature) {
  const values = Float64Array.from(rows, (row) => row[feature]).sort();
  const distinct = [];
  for (const value of values) {
    if (distinct.length === 0 || distinct[distinct.length - 1] !== value) distinct.push(value);
  }
  const between = (a, b) => Number(((a + b) / 2).toPrecision(4));
  if (distinct.length <= MOST_BINS) {
    return Float64Array.from(
      distinct.slice(1).map((value, i) => {
        const middle = between(distinct[i], value);
        return middle >= distinct[i] && middle < value ? middle : distinct[i];
      }),
    );
  }
  const borders = new Set();
  for (let i = 1; i < MOST_BINS; i += 1) {
    const value = distinct[Math.floor((i * distinct.length) / MOST_BINS)];
    const quantile = values[Math.floor((i * values.length) / MOST_BINS)];
    borders.add(Number(value.toPrecision(4)));
    borders.add(Number(quantile.toPrecision(4)));
  }
  return Float64Array.from([...borders].sort((a, b) => a - b));
}

function binOf(borders, value) {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= borders[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

function growTree(examples, features, options) {
  const { leaves, rate, ridge } = options;
  const root = leafOf(examples, -Infinity, Infinity, features, options);
  const nodes = [root];
  const open = [root];
  let count = 1;
  while (count < leaves) {
    open.sort((a, b) => (b.split?.gain ?? 0) - (a.split?.gain ?? 0));
    const leaf = open[0];
    if (leaf?.split === undefined) break;
    open.shift();
    const { feature, bin, left, right } = leaf.split;
    const border = options.borders[feature][bin];
    const column = options.bins[feature];
    const [into, other] = [
      leaf.examples.filter((i) => column[i] <= bin),
      leaf.examples.filter((i) => column[i] > bin),
    ];
    const direction = options.directions[feature];
    const middle = (left + right) / 2;
    const [leastLeft, mostLeft] = [
      direction < 0 ? Math.max(leaf.least, middle) : leaf.least,
      direction > 0 ? Math.min(leaf.most, middle) : leaf.most,
    ];
    const [leastRight, mostRight] = [
      direction > 0 ? Math.max(leaf.least, middle) : leaf.least,
      direction < 0 ? Math.min(leaf.most, middle) : leaf.most,
    ];
    // The histograms of the larger child are what is left of the parent's.
    const [small, large] = into.length <= other.length ? [into, other] : [other, into];
    const histograms = new Map([[small, histogramOf(small, features, options)]]);
    histograms.set(large, difference(leaf.histogram, histograms.get(small)));
    leaf.histogram = undefined;
    const below = leafOf(into, leastLeft, mostLeft, features, options, histograms.get(into));
    const above = leafOf(other, leastRight, mostRight, features, options, histograms.get(other));
    leaf.children = { feature, border, below, above };
    leaf.examples = undefined;
    open.push(below, above);
    nodes.push(below, above);
    count += 1;
  }
  const places = new Map(nodes.map((node, i) => [node, i]));
  return nodes.map((node) => {
    if (node.children === undefined) {
      return [
        -1,
        Number((rate * leafValue(node.gradient, node.curvature, node, ridge)).toFixed(4)),
      ];
    }
    const { feature, border, below, above } = node.children;
    return [feature, border, places.get(below), places.get(above)];
  });
}

function leafValue(gradient, curvature, { least, most }, ridge) {
  return Math.min(most, Math.max(least, -gradient / (curvature + ridge)));
}

function leafOf(examples, least, most, features, options, histogram) {
  const leaf = {
    examples,
    least,
    most,
    histogram: histogram ?? histogramOf(examples, features, options),
    gradient: 0,
    curvature: 0,
  };
  const { gradients, curvatures } = options;
  for (let i = 0; i < examples.length; i += 1) {
    leaf.gradient += gradients[examples[i]];
    leaf.curvature += curvatures[examples[i]];
  }
  leaf.split = bestSplit(leaf, features, options);
  return leaf;
}

/** By feature and bin: the sums of gradients and curvatures, and the number of examples. */
function histogramOf(examples, features, { bins, gradients, curvatures }) {
  const histogram = new Float64Array(features.length * BINS * 3);
  for (let f = 0; f < features.length; f += 1) {
    const column = bins[features[f]];
    const from = f * BINS * 3;
    for (let i = 0; i < examples.length; i += 1) {
      const example = examples[i];
      const at = from + column[example] * 3;
      histogram[at] += gradients[example];
      histogram[at + 1] += curvatures[example];
      histogram[at + 2] += 1;
    }
  }
  return histogram;
}

function difference(whole, part) {
  const rest = new Float64Array(whole.length);
  for (let i = 0; i < rest.length; i += 1) rest[i] = whole[i] - part[i];
  return rest;
}

function bestSplit(leaf, features, options) {
  const { borders, directions, leastExamples, ridge } = options;
  if (leaf.examples.length < 2 * leastExamples) return undefined;
  const worth = (gradient, curvature, value) =>
    -(gradient * value + ((curvature + ridge) * value * value) / 2);
  const whole = leafValue(leaf.gradient, leaf.curvature, leaf, ridge);
  const before = worth(leaf.gradient, leaf.curvature, whole);
  let best;
  for (let f = 0; f < features.length; f += 1) {
    const feature = features[f];
    let [gl, hl, nl] = [0, 0, 0];
    for (let bin = 0; bin < borders[feature].length; bin += 1) {
      const at = (f * BINS + bin) * 3;
      gl += leaf.histogram[at];
      hl += leaf.histogram[at + 1];
      nl += leaf.histogram[at + 2];
      if (nl < leastExamples) continue;
      if (leaf.examples.length - nl < leastExamples) break;
      const [gr, hr] = [leaf.gradient - gl, leaf.curvature - hl];
      const left = leafValue(gl, hl, leaf, ridge);
      const right = leafValue(gr, hr, leaf, ridge);
      if (directions[feature] * (right - left) < 0) continue;
      const gain = worth(gl, hl, left) + worth(gr, hr, right) - before;
      if (gain > 1e-6 && (best === undefined || gain > best.gain)) {
        best = { gain, feature, bin, left, right };
      }
    }
  }
  return best;
}
