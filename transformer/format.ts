// In which module format a file comes out.

import type ts from 'typescript';
import type { ModuleFormat } from '../contract/emitted.js';
import type { PackageInfo } from './package-info.js';
import type { Typescript } from './typescript.js';

/** The output format of a file, and whether `import()` stays one in it. */
interface OutputFormat {
  readonly format: ModuleFormat;
  readonly nativeImport: boolean;
}

/** Parts of a program and of the compiler that are there at run time, but not in the types of every version. */
interface FormatQueries {
  getEmitModuleFormatOfFile?(file: ts.SourceFile): ts.ModuleKind;
}
interface KindQueries {
  getEmitModuleKind?(options: ts.CompilerOptions): ts.ModuleKind;
}

/** Decides the format as the compiler will; undefined for module kinds that cannot be instrumented. */
export function outputFormat(ts: Typescript, program: ts.Program, file: ts.SourceFile, info: PackageInfo): OutputFormat | undefined {
  const options = program.getCompilerOptions();
  const kind = moduleKind(ts, options);
  if (kind === ts.ModuleKind.AMD || kind === ts.ModuleKind.UMD || kind === ts.ModuleKind.System) return undefined;
  const nativeImport = kind !== ts.ModuleKind.CommonJS;
  const isModule = ts.isExternalModule(file);
  if (kind === ts.ModuleKind.CommonJS) return { format: 'commonjs', nativeImport };
  // A script runs in the format in which Node loads the file.
  if (!isModule) return { format: scriptFormat(file.fileName, info), nativeImport };
  if (kind === PRESERVE) return { format: preservedFormat(ts, file, info), nativeImport };
  const decided = (program as FormatQueries).getEmitModuleFormatOfFile?.(file) ?? file.impliedNodeFormat ?? kind;
  return { format: decided === ts.ModuleKind.CommonJS ? 'commonjs' : 'esm', nativeImport };
}

/** `ModuleKind.Preserve`, which came with TypeScript 5.4. */
const PRESERVE = 200;

function moduleKind(ts: Typescript, options: ts.CompilerOptions): ts.ModuleKind {
  const effective = (ts as KindQueries).getEmitModuleKind?.(options);
  if (effective !== undefined) return effective;
  return options.module ?? ((options.target ?? 0) >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
}

function scriptFormat(fileName: string, info: PackageInfo): ModuleFormat {
  if (hasExtension(fileName, 'm')) return 'esm';
  return !hasExtension(fileName, 'c') && info.type === 'module' ? 'esm' : 'commonjs';
}

/** Under `preserve` each import comes out in the syntax it was written in. */
function preservedFormat(ts: Typescript, file: ts.SourceFile, info: PackageInfo): ModuleFormat {
  const commonjs = file.statements.some((statement) => (
    (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference))
    || (ts.isExportAssignment(statement) && statement.isExportEquals === true)
  ));
  if (commonjs || hasExtension(file.fileName, 'c')) return 'commonjs';
  const modern = file.statements.some((statement) => (
    ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)
    || (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))
  ));
  return modern ? 'esm' : scriptFormat(file.fileName, info);
}

function hasExtension(fileName: string, letter: 'm' | 'c'): boolean {
  return fileName.endsWith(`.${letter}ts`) || fileName.endsWith(`.${letter}js`);
}
