// A text as the modules of a QR code (ISO/IEC 18004): bytes, level M (a seventh of it may be damaged), versions 1 to 10.

/** By version: check codewords of a block, then how many blocks have how many data codewords (table 9). */
const layouts = [
  [10, [1, 16]], [16, [1, 28]], [26, [1, 44]], [18, [2, 32]], [24, [2, 43]], [16, [4, 27]], [18, [4, 31]],
  [22, [2, 38], [2, 39]], [22, [3, 36], [2, 37]], [26, [4, 43], [1, 44]],
];

const powers = new Uint8Array(255);
const exponents = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  powers[exponent] = value;
  exponents[value] = exponent;
  value = value << 1 ^ (value & 128 ? 0x11d : 0);
}
const times = (a, b) => (a && b ? powers[(exponents[a] + exponents[b]) % 255] : 0);

/** Rows of 0 and 1 without the light border; nothing when the text is longer than 213 bytes, 212 beyond ASCII. */
export function modulesOf(text) {
  const bytes = new TextEncoder().encode(text);
  // Scanners guess at bytes beyond ASCII unless they are told that they are UTF-8.
  const head = bytes.some((byte) => byte > 127) ? [[0b0111, 4], [26, 8]] : [];
  const headBits = (version) => head.length * 6 + 4 + countBits(version);
  const version = layouts.findIndex((_, at) => bytes.length * 8 + headBits(at + 1) <= roomOf(at + 1) * 8) + 1;
  if (version === 0) return undefined;
  const square = new Square(version);
  square.fill(interleaved(codewords(head, bytes, version), version));
  return square.masked();
}

const countBits = (version) => (version < 10 ? 8 : 16);
const blocksOf = (version) => layouts[version - 1].slice(1).flatMap(([count, size]) => Array(count).fill(size));
const roomOf = (version) => blocksOf(version).reduce((sum, size) => sum + size, 0);

function codewords(head, bytes, version) {
  const bits = [];
  const push = (value, count) => { for (let at = count - 1; at >= 0; at -= 1) bits.push(value >> at & 1); };
  for (const [value, count] of head) push(value, count);
  push(0b0100, 4);
  push(bytes.length, countBits(version));
  for (const byte of bytes) push(byte, 8);
  const room = roomOf(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - bits.length % 8) % 8);
  const words = [];
  for (let at = 0; at < bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((word, bit) => word << 1 | bit, 0));
  for (let pad = 0xec; words.length < roomOf(version); pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Each block's data and check codewords, dealt out one by one. */
function interleaved(words, version) {
  let from = 0;
  const data = blocksOf(version).map((size) => words.slice(from, from += size));
  const checks = data.map((block) => checkOf(block, layouts[version - 1][0]));
  const deal = (blocks) => Array.from({ length: Math.max(...blocks.map((block) => block.length)) }, (_, at) =>
    blocks.filter((block) => at < block.length).map((block) => block[at])).flat();
  return [...deal(data), ...deal(checks)];
}

/** The remainder of a division by the Reed-Solomon generator of that many roots. */
function checkOf(block, count) {
  let generator = [1];
  for (let root = 0; root < count; root += 1) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => { next[at + 1] ^= times(factor, powers[root]); });
    generator = next;
  }
  const rest = [...block, ...Array(count).fill(0)];
  for (let at = 0; at < block.length; at += 1) {
    const lead = rest[at];
    if (lead) generator.forEach((factor, offset) => { rest[at + offset] ^= times(factor, lead); });
  }
  return rest.slice(block.length);
}

/** A word followed by the remainder of its division, as formats and versions are written. */
function checked(word, generator, count) {
  let rest = word << count;
  const top = 31 - Math.clz32(generator);
  for (let at = 31 - Math.clz32(rest); rest && at >= top; at = 31 - Math.clz32(rest)) rest ^= generator << at - top;
  return word << count | rest;
}

const masks = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2, (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

class Square {
  #size;
  #rows;
  /** What is no data: a mask leaves it alone. */
  #fixed;

  constructor(version) {
    this.#size = 17 + 4 * version;
    this.#rows = Array.from({ length: this.#size }, () => new Uint8Array(this.#size));
    this.#fixed = Array.from({ length: this.#size }, () => new Uint8Array(this.#size));
    const end = this.#size - 7;
    for (const [x, y] of [[0, 0], [end, 0], [0, end]]) this.#ring(x + 3, y + 3, 4, (far) => far !== 2 && far !== 4);
    for (let at = 8; at < this.#size - 8; at += 1) {
      this.#set(at, 6, at % 2 === 0);
      this.#set(6, at, at % 2 === 0);
    }
    this.#align(version);
    this.#format(0);
    if (version >= 7) this.#version(version);
  }

  /** Along columns of two, from the right, up and down in turn, around what is fixed. */
  fill(words) {
    let bit = 0;
    let up = true;
    for (let right = this.#size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.#size; step += 1) {
        const y = up ? this.#size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.#fixed[y][x]) continue;
          this.#rows[y][x] = (words[bit >> 3] ?? 0) >> 7 - bit % 8 & 1;
          bit += 1;
        }
      }
      up = !up;
    }
  }

  /** Under the mask that makes it easiest to read. */
  masked() {
    const best = masks.map((mask, number) => {
      this.#flip(mask);
      this.#format(number);
      const rows = this.#rows.map((row) => Array.from(row));
      this.#flip(mask);
      return { rows, penalty: penaltyOf(rows) };
    }).reduce((one, other) => (other.penalty < one.penalty ? other : one));
    return best.rows;
  }

  #flip(mask) {
    this.#rows.forEach((row, y) => row.forEach((_, x) => {
      if (!this.#fixed[y][x] && mask(x, y) === 0) row[x] ^= 1;
    }));
  }

  #set(x, y, dark) {
    if (x < 0 || y < 0 || x >= this.#size || y >= this.#size) return;
    this.#rows[y][x] = dark ? 1 : 0;
    this.#fixed[y][x] = 1;
  }

  #ring(middleX, middleY, reach, isDark) {
    for (let y = -reach; y <= reach; y += 1) {
      for (let x = -reach; x <= reach; x += 1) this.#set(middleX + x, middleY + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
    }
  }

  #align(version) {
    if (version === 1) return;
    const last = this.#size - 7;
    const middles = version < 7 ? [6, last] : [6, 6 + (last - 6) / 2, last];
    for (const x of middles) {
      for (const y of middles) {
        const isCorner = [x, y].every((at) => at === 6 || at === last) && !(x === last && y === last);
        if (!isCorner) this.#ring(x, y, 2, (far) => far !== 1);
      }
    }
  }

  /** Level M and the mask, twice. */
  #format(mask) {
    const bits = checked(mask, 0x537, 10) ^ 0x5412;
    const size = this.#size;
    for (let at = 0; at < 15; at += 1) {
      const dark = bits >> at & 1;
      this.#set(8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, dark);
      this.#set(at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at, 8, dark);
    }
    this.#set(8, size - 8, true);
  }

  #version(version) {
    const bits = checked(version, 0x1f25, 12);
    for (let at = 0; at < 18; at += 1) {
      const [near, far] = [at / 3 | 0, this.#size - 11 + at % 3];
      this.#set(near, far, bits >> at & 1);
      this.#set(far, near, bits >> at & 1);
    }
  }
}

/** What makes a code hard to read: long runs, squares, what looks like a finder, too much of one shade. */
function penaltyOf(rows) {
  const size = rows.length;
  const columns = rows.map((_, at) => rows.map((row) => row[at]));
  let penalty = 0;
  for (const line of [...rows, ...columns]) {
    const text = line.join("");
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * (text.match(/(?=00001011101|10111010000)/g)?.length ?? 0);
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      const shade = rows[y][x];
      if (rows[y - 1][x] === shade && rows[y][x - 1] === shade && rows[y - 1][x - 1] === shade) penalty += 3;
    }
  }
  const dark = rows.flat().filter(Boolean).length / size ** 2;
  return penalty + 10 * Math.floor(Math.abs(dark * 20 - 10));
}
