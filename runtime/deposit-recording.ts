// Deposits while recording: what the program puts into data of the outside, or into data of its own that a package was given,
// is replaced, before the outside runs, by what the outside is to see of it, and put back before the program does. So its
// functions call in, and the program finds its own.
// The other way round, what the outside puts into data that the program has got is shown to the program by stand-ins there.
import { Kind, Operation } from '../recording/entry.js';
import { isContainer, isData } from './data.js';
import { containersOf, depositAt, dressing, isOutsideData, isReplaceable, MOST_PLACES, placesOf, replaceAt, sizeOf, type Place } from './deposits.js';
import { share } from './encode.js';
import { FilledContainers } from './filled-containers.js';
import { dataId, programOf, standinOf, type Standin } from './identity.js';
import { isFrozen } from './integrity.js';
import { intrinsicPath } from './intrinsics.js';
import { isMap, isPrimitive, isSet } from './natives.js';
import type { Recorder } from './recorder.js';
import { isPlainClass } from './program-classes.js';
import { isNamed, Registries, type Registry } from './registries.js';
import { stampOf } from './stamp.js';

/** Data of each kind that is looked at; of more, what came first is forgotten. */
const MOST_WATCHED = 16;
/** Objects that were not empty are many, and are looked at each time the outside runs: options of packages come together, and stay. */
const MOST_OBJECTS = 4;
/** For so long: a server would look at the options of its start before each answer, which took a fifth of its throughput. */
const LOOKS = 64;
/** What holds something of the program's must not be forgotten, as long as it can be helped. */
const MOST_HOLDING = 64;

/** Watches data of the outside for what the program puts there, and the other way round. */
export class DepositRecording {
  readonly #recorder: Recorder;
  /** Data that the program got since the outside ran last. */
  #recent: object[] = [];
  /** Data that stays: of what the program imports. */
  readonly #lasting: object[] = [];
  /** Data of the program that packages were given last, lists, maps and what was empty then. */
  readonly #registries = new Registries(MOST_WATCHED);
  /** Other objects that packages were given last. */
  readonly #objects = new Registries(MOST_OBJECTS, LOOKS);
  /** Objects that the program got last. */
  readonly #gotten = new Registries(MOST_OBJECTS, LOOKS);
  /** Lists, maps and sets that it got last. */
  readonly #gottenLists = new Registries(MOST_OBJECTS, LOOKS);
  readonly #filledLater = [this.#registries, this.#objects, this.#gotten, this.#gottenLists];
  /** Containers with something of the program's. */
  readonly #holding: object[] = [];
  /** Containers with stand-ins for what the outside put there after they had come in as data. */
  readonly #filled = new FilledContainers();
  /** What the outside itself put into lasting data. */
  readonly #outsides = new WeakSet<object>();
  /** Whether there is anything to look at when the outside is about to run. */
  leaves = false;
  /** Whether there is any data to look at every time. */
  stays = false;
  /** Whether there is anything to look at when the program is about to run: the outside may have, since. */
  enters = false;
  readonly #deposited = new WeakSet<object>();
  /** Sets of which was told that a function of the program is in them. */
  readonly #told = new WeakSet<object>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    dressing.end = () => { this.enter(); };
  }

  /**
   * The program got something of what it imports.
   *
   * @param isSame - whether it is what the outside gave, and no stand-in
   */
  imported(shown: object, isSame: boolean): void {
    const standin = standinOf.get(shown);
    if (standin !== undefined) standin.imported = true;
    else if (isSame) this.#watch(shown, true);
  }

  /** A crossing on a handle gave an object. */
  handedIn(target: Standin, operation: Operation, raw: object, shown: unknown): void {
    if (target.imported && operation === Operation.Get) this.imported(shown as object, shown === raw);
    else this.given(raw, shown);
  }

  /** The program got something. */
  given(raw: unknown, shown: unknown): void {
    if (shown === raw && !isPrimitive(raw)) this.#watch(raw as object, false);
  }

  /** @param lasting - whether the data belongs to what the program imports */
  #watch(data: object, lasting: boolean): void {
    if (isOutsideData(data) && isContainer(data) && !isFrozen(data)) {
      this.leaves = true;
      if (lasting) this.stays = true;
      keep(lasting ? this.#lasting : this.#recent, data);
      if (!lasting) (isNamed(data) ? this.#gotten : this.#gottenLists).keep(data);
    }
    if (this.leaves) this.#recorder.order.expectTurnEnd();
  }

  /** A package got data of the program: `register(handlers); handlers.onData = fn`. */
  lent(data: object): void {
    if (!isContainer(data) || isFrozen(data)) return;
    this.leaves = true;
    // What is filled mostly is a list, or was empty.
    if (!Array.isArray(data) && !isMap(data) && sizeOf(data) > 0) {
      keep(this.#recent, data);
      this.#objects.keep(data);
    } else this.#registries.keep(data);
  }

  /**
   * An object of the program that went out as data has something with behaviour now, and goes out again: it stays the object that
   * the outside has, if all that it holds can be replaced there.
   */
  takes(object: object): boolean {
    if (this.#holding.includes(object)) return true;
    if (!isReplaceable(object) || isFrozen(object)) return false;
    this.stays = this.leaves = this.enters = true;
    // First of all, since it may hold itself.
    this.#hold(object);
    this.#dress(object);
    return true;
  }

  /**
   * Data came in again and holds something with behaviour. If the outside put it there, the program is to find stand-ins.
   *
   * @returns whether it did: where the program may have, since the outside ran last, that will be looked at when it runs next
   */
  fills(container: object): boolean {
    const open = [...this.#recent, ...this.#lasting].some((data) => containersOf(data).includes(container)) || this.#holding.includes(container);
    if (open && placesOf(container).some(([, value]) => !this.#outsides.has(value) && stampOf(value) === undefined && intrinsicPath(value) === undefined && !isData(value))) return false;
    this.filled(container);
    return true;
  }

  /** The program finds stand-ins in a container that the outside has as well, which is to find its own there. */
  filled(container: object): void {
    this.leaves = this.stays = true;
    this.#filled.add(container);
  }

  /** The outside is about to run. */
  leave(): void {
    const recent = this.#recent;
    this.#recent = [];
    for (const data of recent) this.#dress(data);
    for (const data of this.#lasting) this.#dress(data);
    for (const registries of this.#filledLater) {
      registries.age();
      for (let i = 0; i < registries.list.length; i++) this.#dressNews(registries, registries.list[i]!);
    }
    for (const container of this.#holding) this.#dressContainer(container);
    this.#filled.leave();
    dressing.on = this.#holding.length > 0;
    this.leaves = this.enters = this.stays || this.#filledLater.some(isFilled);
  }

  /** What the program has put there since the outside ran last. */
  #dressNews(registries: Registries, registry: Registry): void {
    const before = registry.keys;
    if (!registries.isResized(registry)) return;
    const { container, keys } = registry;
    if (before === undefined || keys === undefined) {
      this.#dress(container);
      return;
    }
    let holds = false;
    // Under the other names the outside may have put something else of its own.
    for (const key of keys) {
      if (before.includes(key)) continue;
      const value = depositAt(container, key);
      if (!isPrimitive(value) && this.#dressPlace(container, key, value as object)) holds = true;
    }
    if (holds) this.#hold(container);
  }

  /** Forgets none as long as it holds what the outside is to see. */
  #hold(container: object): void {
    if (!this.#holding.includes(container)) this.#holding.push(container);
  }

  #dress(data: object): void {
    if (isSet(data)) this.#dressContainer(data);
    // Most data is flat.
    if (placesOf(data).length === 0) return;
    // What is within first: what holds it leaves it as it is then.
    const containers = containersOf(data);
    for (let i = containers.length - 1; i >= 0; i--) if (this.#dressContainer(containers[i]!)) this.#hold(containers[i]!);
  }

  #dressContainer(container: object): boolean {
    if (isSet(container)) {
      if (container.size <= MOST_PLACES && !this.#told.has(container)) this.#lookInto(container);
      return false;
    }
    let holds = false;
    for (const [place, value] of placesOf(container)) if (this.#dressPlace(container, place, value)) holds = true;
    return holds;
  }

  /** Gives whether something of the program's is there. */
  #dressPlace(container: object, place: Place, value: object): boolean {
    const known = stampOf(value);
    if (known?.program !== undefined) return true;
    // What the program got elsewhere: the outside finds its own there, or uses the stand-in in microtasks of its own.
    if (known?.standin !== undefined) {
      share(value);
      if (isOutsideData(container)) this.filled(container);
      return false;
    }
    if (known !== undefined && (known.shown ?? known.promise) !== undefined || isOutsideData(value) || this.#outsides.has(value)) return false;
    if (intrinsicPath(value) !== undefined || typeof value !== 'function' && isData(value)) return false;
    const view = this.#view(container, place, value);
    if (view === value) return false;
    replaceAt(container, place, view);
    this.#deposited.add(value);
    return this.stays = true;
  }

  /** Functions that the program put into a set cannot be replaced there, since that would change their order: packages call them past the recording. */
  #lookInto(set: Set<unknown>): void {
    for (const item of set) {
      if (typeof item !== 'function' || stampOf(item) !== undefined || this.#outsides.has(item) || intrinsicPath(item) !== undefined) continue;
      this.#told.add(set);
      this.#recorder.notFollowed('a function in a set that a package gave');
      return;
    }
  }

  /** What the outside is to see; what gets a number by this is an entry first. */
  #view(container: object, place: Place, value: object): unknown {
    const recorder = this.#recorder;
    // What has a number is no news to a replay, which gives none to what it holds now.
    if ((stampOf(value)?.id ?? 0) !== 0) return recorder.outward.view(value);
    recorder.open.enter();
    recorder.writer.begin(Kind.Deposit);
    recorder.writer.data(dataId(container));
    recorder.encode(place);
    recorder.writer.commit();
    return recorder.outward.value(value);
  }

  /** Whether the program itself calls a function by what the outside sees of it: it ran since without a crossing. */
  isOwnCall(fn: object): boolean {
    return this.stays && this.#deposited.has(fn) && this.#recorder.sites.isProgramStack();
  }

  /** Whether data of the outside holds something of the program's. */
  holdsWithin(data: object): boolean {
    return this.stays && isContainer(data) && containersOf(data).some((container) => this.#holding.includes(container));
  }

  /** The program is about to run: it finds what it put there. What else is in lasting data, the outside put there. */
  enter(): void {
    this.enters = dressing.on = false;
    for (const registries of this.#filledLater) for (let i = 0; i < registries.list.length; i++) this.#noteNews(registries, registries.list[i]!);
    for (const container of this.#holding) {
      for (const [place, value] of placesOf(container)) {
        const program = programOf.get(value);
        if (program !== undefined && this.#deposited.has(program)) replaceAt(container, place, program);
      }
    }
    this.#filled.enter();
    for (const data of this.#lasting) for (const container of containersOf(data)) this.#noteOutsides(container);
    for (const container of this.#holding) this.#noteOutsides(container);
    if (this.#holding.length > MOST_HOLDING) this.#holding.splice(0, this.#holding.length - MOST_HOLDING);
  }

  #noteNews(registries: Registries, registry: Registry): void {
    if (registries.isResized(registry)) for (const container of containersOf(registry.container)) this.#noteOutsides(container);
  }

  /**
   * The outside has written something with behaviour into data of its own: an entry, if both sides know all of it. Whose else it is
   * cannot be told.
   */
  written(container: object): void {
    if (!isReplaceable(container)) return;
    for (const [, value] of placesOf(container)) {
      const known = stampOf(value);
      if (known !== undefined && (known.program ?? known.shown ?? known.standin ?? known.wrapper) !== undefined || intrinsicPath(value) !== undefined) continue;
      if (!isData(value, undefined, isPlainClass)) return;
    }
    this.#recorder.writes.whole(container, 0);
    this.filled(container);
  }

  #noteOutsides(container: object): void {
    for (const [, value] of placesOf(container)) if (!this.#deposited.has(value) && (typeof value === 'function' || !isOutsideData(value) && !isData(value))) this.#outsides.add(value);
  }
}

function isFilled({ list }: Registries): boolean {
  return list.length > 0;
}

/** Adds an object at the end of a short list, for which the first one may have to go. */
function keep(list: object[], object: object): void {
  if (list.includes(object)) return;
  list.push(object);
  if (list.length > MOST_WATCHED) list.shift();
}
