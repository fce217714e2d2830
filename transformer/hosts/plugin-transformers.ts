// From the functions of plugins to transformers, by the types that ttypescript and ts-patch define.

import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import { failureDiagnostic } from '../diagnostics.js';
import type { PluginExtras } from '../plugin.js';
import type { Typescript } from '../typescript.js';
import type { DeclaredPlugin, PluginEntry } from './declared-plugins.js';
import { told, type LoadedPlugin, type PluginFactory } from './plugin-modules.js';

/** Transformers in the order of their entries. */
export type TransformerLists = { readonly [kind in keyof Required<ts.CustomTransformers>]: NonNullable<ts.CustomTransformers[kind]> };

const KINDS = ['before', 'after', 'afterDeclarations'] as const;
type Kind = typeof KINDS[number];
type AnyTransformer = ((node: ts.Node) => ts.Node) | ts.CustomTransformer;
type AnyFactory = (context: ts.TransformationContext) => AnyTransformer;

/** What plugins of a program report to. */
export type PluginChannel = Required<Pick<PluginExtras, 'addDiagnostic' | 'addWarning'>> & {
  readonly diagnostics: readonly ts.Diagnostic[];
  removeDiagnostic(index: number): void;
};

/** What ends an emit: a plugin threw, or gave something that is no transformer. */
export class PluginFailure extends Error {
  constructor(readonly plugin: DeclaredPlugin, readonly failure: RepriseError) {
    super(failure.message);
  }
}

/** An error at the entry of a plugin. */
export function entryDiagnostic(ts: Typescript, plugin: DeclaredPlugin, failure: RepriseError): ts.Diagnostic {
  return { ...failureDiagnostic(ts, undefined, failure), ...plugin.position };
}

/**
 * Calls the plugins for a program.
 *
 * @throws PluginFailure
 */
export function transformersOf(ts: Typescript, program: ts.Program, loaded: readonly LoadedPlugin[], channel: (plugin: DeclaredPlugin) => PluginChannel): TransformerLists {
  const lists: Record<Kind, AnyFactory[]> = { before: [], after: [], afterDeclarations: [] };
  for (const { plugin, factory } of loaded) {
    if (plugin.entry.transformProgram === true) continue;
    const made = guarded(plugin, () => callPlugin(ts, program, plugin, factory, channel(plugin)));
    for (const [kind, factories] of sorted(plugin, made)) {
      lists[kind].push(...factories.map((each) => guardedFactory(plugin, each)));
    }
  }
  return lists as unknown as TransformerLists;
}

/** Lets the plugins of type `transformProgram` replace the program; undefined where none did. */
export function transformedProgram(ts: Typescript, program: ts.Program, host: ts.CompilerHost, loaded: readonly LoadedPlugin[]): ts.Program | undefined {
  let result: ts.Program | undefined;
  for (const { plugin, factory } of loaded) {
    if (plugin.entry.transformProgram !== true) continue;
    const made = guarded(plugin, () => factory(result ?? program, host, plugin.entry, { ts })) as ts.Program | undefined;
    if (typeof made?.emit !== 'function') throw unusable(plugin, 'gave no program');
    result = made;
  }
  return result === program ? undefined : result;
}

function callPlugin(ts: Typescript, program: ts.Program, plugin: DeclaredPlugin, factory: PluginFactory, channel: PluginChannel): unknown {
  const config = optionsFor(plugin.entry);
  switch (plugin.entry.type) {
    case undefined: case 'program': return factory(program, config, { ts, library: 'typescript', ...channel });
    case 'config': return factory(config);
    case 'checker': return factory(program.getTypeChecker(), config);
    case 'compilerOptions': return factory(program.getCompilerOptions(), config);
    case 'raw': return (context: ts.TransformationContext) => factory(context, program, config);
    case 'ls': throw unusable(plugin, 'needs a language service ("type": "ls"), and a build has none');
    default: throw unusable(plugin, `has the unknown type ${JSON.stringify(plugin.entry.type)}; known are program, config, checker, compilerOptions and raw`);
  }
}

/** The entry without what the loader alone understands. */
function optionsFor(entry: PluginEntry): Readonly<Record<string, unknown>> {
  const { transform, after, afterDeclarations, name, type, transformProgram, ...options } = entry;
  return options;
}

/** A function is of the kind that the entry says. An object tells kinds itself; an entry that names one means that one. */
function sorted(plugin: DeclaredPlugin, made: unknown): [Kind, AnyFactory[]][] {
  const { after, afterDeclarations } = plugin.entry;
  const named: Kind | undefined = after === true ? 'after' : afterDeclarations === true ? 'afterDeclarations' : undefined;
  if (typeof made === 'function') return [[named ?? 'before', [made as AnyFactory]]];
  const object = Object(made) as Partial<Record<Kind, AnyFactory | AnyFactory[]>>;
  const kinds = (named === undefined ? KINDS : [named]).filter((kind) => object[kind] !== undefined);
  const lists = kinds.map((kind): [Kind, AnyFactory[]] => [kind, [object[kind] as AnyFactory | AnyFactory[]].flat()]);
  if (lists.length === 0 || lists.some(([, factories]) => factories.some((each) => typeof each !== 'function'))) {
    throw unusable(plugin, `gave neither a function nor an object with ${(named === undefined ? KINDS : [named]).join(', ')}`);
  }
  return lists;
}

function unusable(plugin: DeclaredPlugin, what: string): PluginFailure {
  return new PluginFailure(plugin, new RepriseError('REPRISE_PLUGIN', `the plugin ${plugin.transform} (${plugin.place}) ${what}.`, { next: 'Correct the entry, or remove it.' }));
}

/** Both a factory and the transformer it makes may throw. */
function guardedFactory(plugin: DeclaredPlugin, factory: AnyFactory): AnyFactory {
  return (context) => {
    const made = guarded(plugin, () => factory(context));
    if (typeof made === 'function') return (node) => guarded(plugin, () => made(node), node);
    if (typeof Object(made).transformSourceFile !== 'function') throw unusable(plugin, 'made no transformer');
    return {
      transformSourceFile: (file) => guarded(plugin, () => made.transformSourceFile(file), file),
      transformBundle: (bundle) => guarded(plugin, () => made.transformBundle(bundle)),
    };
  };
}

function guarded<T>(plugin: DeclaredPlugin, run: () => T, node?: ts.Node): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof PluginFailure) throw error;
    const { fileName } = (node ?? {}) as { fileName?: string };
    throw new PluginFailure(plugin, new RepriseError('REPRISE_PLUGIN', `the plugin ${plugin.transform} (${plugin.place}) threw${fileName === undefined ? '' : ` while transforming ${fileName}`}: ${told(error)}`, { cause: error }));
  }
}
