// Decides of a module specifier on which side of the boundary the module lies.

import { BUILTIN_MODULES, PREFIXED_BUILTIN_MODULES, PURE_BUILTIN_MODULES } from './modules.js';
import { PURE_PACKAGES } from './pure-packages.js';

/** `pure` and `program` modules are used as they are, `outside` modules are wrapped. */
export type ModuleClass = 'program' | 'pure' | 'outside';

/**
 * What decided where a module lies: an option of the plugin, a table of reprise, a link from a workspace, a path alias,
 * the name of the importing package, the specifier being a location or one of Node's modules or a data file, reprise
 * itself, or nothing of all this.
 */
export type Because = 'option' | 'table' | 'workspace' | 'alias' | 'own package' | 'location' | 'builtin' | 'data' | 'reprise' | 'default';

/** What a project says of its modules, beside the tables. */
export interface ModuleRules {
  /** Exact specifiers, package names or `scope/*` patterns. */
  readonly pure: readonly string[];
  readonly program: readonly string[];
  readonly outside: readonly string[];
  /** Keys of the compiler option `paths`, and specifiers below `baseUrl`: aliases for modules of the program. */
  readonly aliases: readonly string[];
  /** Name of the package that the file belongs to; importing it is importing the program itself. */
  readonly packageName: string | undefined;
  /** Whether a package is linked from a workspace; asked last, since it looks at the file system. */
  readonly isLinked: (packageName: string) => boolean;
}

/** The specifier as slots and tables name it: builtins always with `node:`. */
export function normaliseSpecifier(specifier: string): string {
  return BUILTIN_MODULES.has(specifier) ? `node:${specifier}` : specifier;
}

/** The boundary of one package. Every file imports much the same modules: what was decided of one is kept. */
export class Boundary {
  private readonly explained = new Map<string, readonly [ModuleClass, Because]>();

  constructor(private readonly rules: ModuleRules) {}

  /** Where the module lies that an import of `specifier` gives. */
  classify(specifier: string): ModuleClass {
    return this.explain(specifier)[0];
  }

  /** {@link classify}, with what decided it. */
  explain(specifier: string): readonly [ModuleClass, Because] {
    let explained = this.explained.get(specifier);
    if (explained === undefined) this.explained.set(specifier, explained = this.decide(specifier));
    return explained;
  }

  /** Whether a module belongs to a package that runs live in every mode: its classes are the same on both sides. */
  isPurePackage(specifier: string): boolean {
    const [kind, because] = this.explain(specifier);
    return kind === 'pure' && (because === 'option' || because === 'table') && !BUILTIN_MODULES.has(specifier.replace(/^node:/, ''));
  }

  private decide(specifier: string): readonly [ModuleClass, Because] {
    if (isLocation(specifier)) return ['program', 'location'];
    if (isWithin(specifier, 'reprise')) return ['pure', 'reprise'];
    const { outside, program, pure, aliases, packageName } = this.rules;
    if (outside.some((rule) => matchesRule(specifier, rule))) return ['outside', 'option'];
    if (program.some((rule) => matchesRule(specifier, rule))) return ['program', 'option'];
    if (pure.some((rule) => matchesRule(specifier, rule))) return ['pure', 'option'];
    const builtin = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
    if (PURE_BUILTIN_MODULES.has(builtin)) return ['pure', 'builtin'];
    if (BUILTIN_MODULES.has(builtin) || (builtin !== specifier && PREFIXED_BUILTIN_MODULES.has(builtin))) return ['outside', 'builtin'];
    if (specifier.endsWith('.json')) return ['pure', 'data'];
    if (packageName !== undefined && isWithin(specifier, packageName)) return ['program', 'own package'];
    if (aliases.some((alias) => matchesAlias(specifier, alias))) return ['program', 'alias'];
    if (PURE_PACKAGES.has(packageOf(specifier))) return ['pure', 'table'];
    return this.rules.isLinked(packageOf(specifier)) ? ['program', 'workspace'] : ['outside', 'default'];
  }
}

/** Relative and absolute locations, and a package's own `#imports`. */
function isLocation(specifier: string): boolean {
  return specifier === '.' || specifier === '..' || specifier.startsWith('./') || specifier.startsWith('../')
    || specifier.startsWith('/') || specifier.startsWith('file:') || specifier.startsWith('#') || specifier.charAt(1) === ':';
}

/** Whether the specifier is the package or one of its sub-paths. */
function isWithin(specifier: string, packageName: string): boolean {
  return specifier === packageName || specifier.startsWith(`${packageName}/`);
}

/** The package that a specifier names. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function matchesRule(specifier: string, rule: string): boolean {
  const normal = normaliseSpecifier(specifier);
  if (rule.endsWith('/*')) return normal.startsWith(rule.slice(0, -1)) || specifier.startsWith(rule.slice(0, -1));
  return normal === normaliseSpecifier(rule) || isWithin(specifier, rule);
}

/** `paths` keys hold at most one star. A lone star catches everything, packages too, and so says nothing. */
function matchesAlias(specifier: string, alias: string): boolean {
  if (alias === '*') return false;
  const star = alias.indexOf('*');
  if (star < 0) return specifier === alias;
  const before = alias.slice(0, star);
  const after = alias.slice(star + 1);
  return specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
}
