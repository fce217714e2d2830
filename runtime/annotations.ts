// `record` and `passthrough` as a program has them: functions, and decorators of both kinds.
import { RepriseError } from '../contract/errors.js';
import { state } from './emitted.js';
import type { Annotator } from './program.js';

/** Parameters are contravariant: of functions of all types, only `any` takes every one. */
type AnyFunction = (...args: any[]) => any;
type Member = ClassMethodDecoratorContext | ClassGetterDecoratorContext | ClassSetterDecoratorContext;

/** `record` and `passthrough`: a function to apply to a function, and a decorator for methods and accessors. */
export interface Annotation {
  /** Gives a function that is called like `fn`. */
  <F extends AnyFunction>(fn: F): F;
  /** As a decorator of a method, getter or setter. */
  <F extends AnyFunction>(method: F, context: Member): F;
  /** As a decorator of a field that holds a function. */
  <This, F extends AnyFunction>(field: undefined, context: ClassFieldDecoratorContext<This, F>): (this: This, initial: F) => F;
  /** As a decorator under `experimentalDecorators`. */
  <T>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<T>): TypedPropertyDescriptor<T>;
}

/**
 * Makes a function part of the outside: while recording its body runs and what it gives is recorded; in a replay the body
 * does not run, and the recorded outcome comes back. What happens inside is not recorded one by one. Use it as
 * `record(fn)` or as a decorator, `@record`. Where nothing is recorded, `record(fn)` is `fn`.
 *
 * @throws RepriseError REPRISE_ANNOTATION if it is applied to anything but a function, a method or an accessor
 */
export const record = annotation('record');

/**
 * Leaves a function alone: its body runs while recording and in a replay, and what it does with the outside happens for
 * real in both and is not recorded. Use it like {@link record}.
 *
 * @throws RepriseError REPRISE_ANNOTATION if it is applied to anything but a function, a method or an accessor;
 * REPRISE_PASSTHROUGH when such a function uses, in a replay, what only the recording has
 */
export const passthrough = annotation('passthrough');

function annotation(kind: keyof Annotator): Annotation {
  const annotate = (fn: unknown): unknown => {
    if (typeof fn !== 'function') throw misapplied(kind, `${fn === undefined ? 'nothing' : `a value of type ${typeof fn}`}`, `Apply it to a function: ${kind}(fn). The decorator is written without parentheses: @${kind}`);
    if (/^class\b/.test(Function.prototype.toString.call(fn))) throw misapplied(kind, `the class ${fn.name}`, 'Annotate its methods.');
    return state().annotator?.[kind](fn) ?? fn;
  };
  const decorateMember = (value: unknown, { kind: member, name }: DecoratorContext): unknown => {
    switch (member) {
      case 'method': case 'getter': case 'setter': return annotate(value);
      case 'field': return annotate;
      default: throw misapplied(kind, `${member === 'accessor' ? 'the automatic accessor' : 'the class'} ${String(name)}`, 'Annotate methods.');
    }
  };
  const decorateLegacy = (key: PropertyKey, descriptor: PropertyDescriptor | number | undefined): PropertyDescriptor => {
    if (typeof descriptor === 'number') throw misapplied(kind, `a parameter of ${String(key)}`, 'Annotate the method.');
    if (descriptor === undefined) throw misapplied(kind, `the field ${String(key)}`, `Under experimentalDecorators, a field is annotated by its value: ${String(key)} = ${kind}(…)`);
    const annotated = { ...descriptor };
    for (const part of ['value', 'get', 'set'] as const) if (typeof descriptor[part] === 'function') annotated[part] = annotate(descriptor[part]) as () => unknown;
    return annotated;
  };
  return ((...given: readonly unknown[]): unknown => {
    const [first, second, third] = given;
    if (isContext(second)) return decorateMember(first, second);
    if (typeof second === 'string' || typeof second === 'symbol') return decorateLegacy(second, third as PropertyDescriptor | number | undefined);
    return annotate(first);
  }) as Annotation;
}

function isContext(value: unknown): value is DecoratorContext {
  return typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'addInitializer' in value;
}

function misapplied(kind: string, what: string, next: string): RepriseError {
  return new RepriseError('REPRISE_ANNOTATION', `${kind} is applied to ${what}.`, { next });
}
