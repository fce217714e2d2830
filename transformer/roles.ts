// What the walks over a tree and its printer do with each kind of node. A table by number: the compiler's own enum has other numbers
// in every version, and asking it by name for every node costs more than the walk.

import type ts from 'typescript';
import type { Typescript } from './typescript.js';

/** How a node is treated. Kinds that are not named here are plain: only their children matter, as for those that a walk does not ask for. */
export enum Role {
  Plain, Type, Heritage, Statement, Property, Identifier, Shorthand, Function, Class, Variables, Import, ImportEquals, ExportAssignment,
  Enum, Namespace, StaticBlock, Catch, Block, ForEach, Call, New, Await, Meta, Access, Binary, Unary, Untouched, Jsx, JsxClosing, Decorator, With,
}

const known = new WeakMap<Typescript, Uint8Array>();

/** The roles by kind, for one version of the compiler. */
export function rolesOf(ts: Typescript): Uint8Array {
  const table = known.get(ts) ?? makeRoles(ts);
  known.set(ts, table);
  return table;
}

/** More than any version has kinds. */
const KINDS = 1024;

function makeRoles(ts: Typescript): Uint8Array {
  const kind = ts.SyntaxKind;
  const table = new Uint8Array(KINDS);
  for (let number = 0; number < KINDS; number++) {
    if (ts.isTypeNode({ kind: number } as ts.Node)) table[number] = Role.Type;
  }
  const roles: [Role, ...ts.SyntaxKind[]][] = [
    [Role.Type, kind.InterfaceDeclaration, kind.TypeAliasDeclaration, kind.TypeParameter, kind.IndexSignature, kind.NamespaceExportDeclaration],
    // The expression of a heritage clause or an instantiation, whose type arguments are types.
    [Role.Plain, kind.ExpressionWithTypeArguments],
    [Role.Heritage, kind.HeritageClause],
    [Role.Statement, kind.VariableStatement],
    [Role.Property, kind.PropertyDeclaration],
    [Role.Identifier, kind.Identifier],
    [Role.Shorthand, kind.ShorthandPropertyAssignment],
    [Role.Function, kind.FunctionDeclaration, kind.FunctionExpression, kind.ArrowFunction, kind.MethodDeclaration, kind.Constructor, kind.GetAccessor, kind.SetAccessor],
    [Role.Class, kind.ClassDeclaration, kind.ClassExpression],
    [Role.Variables, kind.VariableDeclarationList],
    [Role.Import, kind.ImportDeclaration],
    [Role.ImportEquals, kind.ImportEqualsDeclaration],
    [Role.ExportAssignment, kind.ExportAssignment],
    [Role.Enum, kind.EnumDeclaration],
    [Role.Namespace, kind.ModuleDeclaration],
    [Role.StaticBlock, kind.ClassStaticBlockDeclaration],
    [Role.Catch, kind.CatchClause],
    [Role.Block, kind.Block, kind.CaseBlock, kind.ForStatement],
    [Role.ForEach, kind.ForInStatement, kind.ForOfStatement],
    [Role.Call, kind.CallExpression],
    [Role.New, kind.NewExpression],
    [Role.Await, kind.AwaitExpression],
    [Role.Meta, kind.MetaProperty],
    [Role.Access, kind.PropertyAccessExpression, kind.ElementAccessExpression],
    [Role.Binary, kind.BinaryExpression],
    [Role.Unary, kind.PrefixUnaryExpression, kind.PostfixUnaryExpression],
    [Role.Untouched, kind.TypeOfExpression, kind.DeleteExpression],
    [Role.Jsx, kind.JsxOpeningElement, kind.JsxSelfClosingElement],
    [Role.JsxClosing, kind.JsxClosingElement],
    [Role.Decorator, kind.Decorator],
    [Role.With, kind.WithStatement],
  ];
  for (const [role, ...kinds] of roles) for (const number of kinds) table[number] = role;
  return table;
}
