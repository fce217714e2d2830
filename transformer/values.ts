// Asks the checker whether an exported name is a value. It decides only what the compiler itself decides by types: of a
// type, no export is left in the output.

import type ts from 'typescript';
import type { IsValue } from './ast-printing.js';
import type { Typescript } from './typescript.js';

/** The question for one program. */
export function valueQuery(ts: Typescript, program: ts.Program): IsValue {
  const options = program.getCompilerOptions();
  if (options.verbatimModuleSyntax === true) return () => true;
  const keepsConstEnums = options.preserveConstEnums === true || options.isolatedModules === true;
  return (node) => {
    const checker = program.getTypeChecker();
    const symbol = ts.isExportSpecifier(node) && node.propertyName === undefined
      ? checker.getSymbolAtLocation(node.name) ?? checker.getExportSpecifierLocalTargetSymbol(node)
      : checker.getSymbolAtLocation(ts.isExportSpecifier(node) ? node.name : node);
    if (symbol === undefined) return true;
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const isUnknown = target.declarations === undefined;
    const isConstEnum = (target.flags & ts.SymbolFlags.Value) === ts.SymbolFlags.ConstEnum;
    return isUnknown || ((target.flags & ts.SymbolFlags.Value) !== 0 && (!isConstEnum || keepsConstEnums));
  };
}
