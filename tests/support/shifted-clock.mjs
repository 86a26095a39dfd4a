// node --import: this process takes itself to be as many minutes ahead as CLOCK_MINUTES says, as a host does whose clock is wrong.
const shift = Number(process.env.CLOCK_MINUTES ?? '0') * 60_000
const RealDate = Date

globalThis.Date = class Shifted extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift)
    else super(...given)
  }

  // Next makes a Date of its own from what this one itself has
  static UTC = RealDate.UTC
  static parse = RealDate.parse

  static now() {
    return RealDate.now() + shift
  }
}
