// Names for messages: UUID version 7 (RFC 9562, 5.7), which sort by the time they were made.

let lastMoment = 0;
let counter = 0;

/** A UUIDv7; ids made in one tab sort in the order in which they were made, even within a millisecond. */
export function makeIdentifier(now = Date.now(), bytes = crypto.getRandomValues(new Uint8Array(16))) {
  // 12 bits of counter in `rand_a` (RFC 9562, 6.2 method 1); when it runs over, time is pushed on by one.
  if (now > lastMoment) {
    lastMoment = now;
    counter = ((bytes[6] & 0x07) << 8) | bytes[7];
  } else {
    counter += 1;
    if (counter > 0xfff) {
      counter = 0;
      lastMoment += 1;
    }
  }
  let moment = lastMoment;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = moment % 256;
    moment = Math.floor(moment / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
