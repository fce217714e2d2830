// Scopes of a source file: what every name means at every place. Purely syntactic, so that every build of a file
// gives the same answer; ambient declarations and types bind nothing, as nothing of them is left at run time.

import type ts from 'typescript';
import type { Offsets } from './offsets.js';
import { Role, rolesOf } from './roles.js';
import { bindingNames, entityName, hasModifier, isInstantiated, isTypeOnlyNode } from './syntax.js';
import type { Typescript } from './typescript.js';

/** A binding that an import declaration makes. */
export interface ImportBinding {
  readonly specifier: string;
  /** Name of the export, `default`, or `*` for the whole module. */
  readonly exported: string;
  /** End of the declaration: where the binding can be read first in CommonJS. */
  readonly end: number;
}

/** Everything else that a name can be bound to is the program's own and needs no telling apart. */
export type Binding = ImportBinding | 'local';

/** The names of one scope. Most scopes bind nothing, and then hold nothing. */
export class Scope {
  private bound: Map<string, Binding> | undefined;

  constructor(readonly parent: Scope | undefined, readonly kind: 'block' | 'body') {}

  get names(): Map<string, Binding> {
    return this.bound ??= new Map<string, Binding>();
  }

  get isEmpty(): boolean {
    return this.bound === undefined;
  }

  /** What the name is bound to, or undefined for a global. */
  lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const binding = scope.bound?.get(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  /** Whether the name is bound here or in a scope around, below `outer`. */
  bindsBelow(name: string, outer: Scope): boolean {
    for (let scope: Scope | undefined = this; scope !== undefined && scope !== outer; scope = scope.parent) if (scope.bound?.has(name) === true) return true;
    return false;
  }

  /** The scope that a `var` here belongs to. */
  get body(): Scope {
    let scope: Scope = this;
    while (scope.kind !== 'body' && scope.parent !== undefined) scope = scope.parent;
    return scope;
  }
}

/** The scopes of a file, by the node that opens them. */
export interface Scopes {
  readonly root: Scope;
  readonly of: ReadonlyMap<ts.Node, Scope>;
}

/**
 * Finds the scopes of a file, as far as they bind names that occur. `strict` tells whether its functions in blocks
 * stay in their blocks.
 */
export function findScopes(ts: Typescript, file: ts.SourceFile, strict: boolean, bindings: Offsets): Scopes {
  const root = new Scope(undefined, 'body');
  const finder = new ScopeFinder(ts, strict, bindings);
  finder.of.set(file, root);
  for (const statement of file.statements) finder.visit(statement, root);
  finder.merge(file.statements, root);
  return { root, of: finder.of };
}

class ScopeFinder {
  readonly of = new Map<ts.Node, Scope>();

  private readonly roles: Uint8Array;

  constructor(private readonly ts: Typescript, private readonly strict: boolean, private readonly bindings: Offsets) {
    this.roles = rolesOf(ts);
  }

  visit(node: ts.Node, scope: Scope): void {
    if (!this.bindings.within(node)) return;
    switch (this.roles[node.kind]) {
      case Role.Type: case Role.Identifier: return;
      case Role.Heritage: case Role.Statement: case Role.Property:
        if (isTypeOnlyNode(this.ts, node)) return;
        break;
      case Role.Function: return this.visitFunction(node as ts.FunctionLikeDeclaration, scope);
      case Role.Class: return this.visitClass(node as ts.ClassLikeDeclaration, scope);
      case Role.Variables: this.declareVariables(node as ts.VariableDeclarationList, scope); break;
      case Role.Import: return this.declareImport(node as ts.ImportDeclaration, scope);
      case Role.ImportEquals: return this.declareImportEquals(node as ts.ImportEqualsDeclaration, scope);
      case Role.Enum: return this.visitEnum(node as ts.EnumDeclaration, scope);
      case Role.Namespace: return this.visitNamespace(node as ts.ModuleDeclaration, scope);
      case Role.StaticBlock: return this.visitBody((node as ts.ClassStaticBlockDeclaration).body, new Scope(scope, 'body'));
      case Role.Catch: return this.visitCatch(node as ts.CatchClause, scope);
      case Role.Block: case Role.ForEach: return this.visitBlock(node, new Scope(scope, 'block'));
      case Role.Binary: return this.visitBinary(node as ts.BinaryExpression, scope);
      default:
    }
    this.visitChildren(node, scope);
  }

  /** Members of one declaration of an enum or namespace are in scope in its other declarations, too. */
  merge(statements: readonly ts.Statement[], scope: Scope): void {
    const { ts } = this;
    const parts = new Map<string, Scope[]>();
    for (const statement of statements) {
      if (!ts.isEnumDeclaration(statement) && !ts.isModuleDeclaration(statement)) continue;
      const opened = this.of.get(statement);
      if (opened === undefined) continue;
      const name = statement.name.text;
      parts.set(name, [...(parts.get(name) ?? []), opened]);
    }
    for (const scopes of parts.values()) {
      if (scopes.length < 2) continue;
      const shared = new Scope(scope, 'block');
      for (const part of scopes) for (const name of this.exported.get(part) ?? []) shared.names.set(name, 'local');
      for (const part of scopes) for (const [name, binding] of shared.names) if (!part.names.has(name)) part.names.set(name, binding);
    }
  }

  private readonly exported = new Map<Scope, Set<string>>();

  private open(node: ts.Node, parent: Scope, kind: Scope['kind']): Scope {
    const scope = new Scope(parent, kind);
    this.of.set(node, scope);
    return scope;
  }

  private visitChildren(node: ts.Node, scope: Scope): void {
    this.ts.forEachChild(node, (child) => this.visit(child, scope));
  }

  /** Left-leaning chains (`a + b + …`) are long in generated code: no recursion along them. */
  private visitBinary(node: ts.BinaryExpression, scope: Scope): void {
    let left: ts.Expression = node;
    for (; this.ts.isBinaryExpression(left); left = left.left) this.visit(left.right, scope);
    this.visit(left, scope);
  }

  /** Of a block that binds nothing, the scope around it is all there is to know. */
  private visitBlock(node: ts.Node, scope: Scope): void {
    this.visitChildren(node, scope);
    if (!scope.isEmpty) this.of.set(node, scope);
  }

  /** A body that shares its block's braces with the scope of its variables. */
  private visitBody(body: ts.Block, scope: Scope): void {
    this.of.set(body, scope);
    for (const statement of body.statements) this.visit(statement, scope);
  }

  private visitFunction(node: ts.FunctionLikeDeclaration, outer: Scope): void {
    const { ts } = this;
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      if (hasModifier(ts, node, ts.SyntaxKind.DeclareKeyword)) return;
      outer.names.set(node.name.text, 'local');
      // A function in a block of sloppy code is a variable of the function around it as well.
      if (!this.strict && outer.kind === 'block' && node.asteriskToken === undefined) outer.body.names.set(node.name.text, 'local');
    }
    const scope = this.open(node, outer, 'block');
    if (ts.isFunctionExpression(node) && node.name !== undefined) scope.names.set(node.name.text, 'local');
    for (const parameter of node.parameters) for (const name of bindingNames(ts, parameter.name)) scope.names.set(name, 'local');
    const { body } = node;
    ts.forEachChild(node, (child) => {
      if (child === body) return;
      if (ts.isParameter(child)) ts.forEachChild(child, (part) => { this.visit(part, isOutsideParameters(ts, child, part) ? outer : scope); });
      else this.visit(child, isOutsideParameters(ts, node, child) ? outer : scope);
    });
    if (body === undefined) return;
    if (ts.isBlock(body)) this.visitBody(body, new Scope(scope, 'body'));
    else this.visit(body, scope);
  }

  private visitClass(node: ts.ClassLikeDeclaration, outer: Scope): void {
    const { ts } = this;
    if (isTypeOnlyNode(ts, node)) return;
    if (ts.isClassDeclaration(node) && node.name !== undefined) outer.names.set(node.name.text, 'local');
    const scope = this.open(node, outer, 'block');
    if (node.name !== undefined) scope.names.set(node.name.text, 'local');
    this.visitChildren(node, scope);
  }

  private visitCatch(node: ts.CatchClause, outer: Scope): void {
    const scope = this.open(node, outer, 'block');
    if (node.variableDeclaration !== undefined) {
      for (const name of bindingNames(this.ts, node.variableDeclaration.name)) scope.names.set(name, 'local');
    }
    this.visitChildren(node, scope);
  }

  private visitEnum(node: ts.EnumDeclaration, outer: Scope): void {
    const { ts } = this;
    if (isTypeOnlyNode(ts, node)) return;
    outer.names.set(node.name.text, 'local');
    const scope = this.open(node, outer, 'block');
    for (const member of node.members) {
      if (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) scope.names.set(member.name.text, 'local');
    }
    this.exported.set(scope, new Set(scope.names.keys()));
    this.visitChildren(node, scope);
  }

  private visitNamespace(node: ts.ModuleDeclaration, outer: Scope): void {
    const { ts } = this;
    if (!ts.isIdentifier(node.name) || !isInstantiated(ts, node)) return;
    outer.names.set(node.name.text, 'local');
    const scope = this.open(node, outer, 'body');
    const { body } = node;
    if (body === undefined) return;
    if (!ts.isModuleBlock(body)) return this.visit(body, scope);
    const exported = new Set<string>();
    for (const statement of body.statements) {
      this.visit(statement, scope);
      if (hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword)) {
        for (const name of declaredNames(ts, statement)) {
          // Declared and exported, it is a member of the namespace's object, ambient or not.
          scope.names.set(name, 'local');
          exported.add(name);
        }
      }
    }
    this.exported.set(scope, exported);
    this.merge(body.statements, scope);
  }

  private declareVariables(node: ts.VariableDeclarationList, scope: Scope): void {
    const { ts } = this;
    const target = (node.flags & ts.NodeFlags.BlockScoped) !== 0 ? scope : scope.body;
    for (const declaration of node.declarations) {
      for (const name of bindingNames(ts, declaration.name)) target.names.set(name, 'local');
    }
  }

  private declareImport(node: ts.ImportDeclaration, scope: Scope): void {
    const { ts } = this;
    const clause = node.importClause;
    if (clause === undefined || clause.isTypeOnly) return;
    if (!ts.isStringLiteral(node.moduleSpecifier)) return;
    const specifier = node.moduleSpecifier.text;
    const bind = (name: ts.Identifier, exported: string): void => {
      scope.names.set(name.text, { specifier, exported, end: node.end });
    };
    if (clause.name !== undefined) bind(clause.name, 'default');
    const bindings = clause.namedBindings;
    if (bindings === undefined) return;
    if (ts.isNamespaceImport(bindings)) return bind(bindings.name, '*');
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) bind(element.name, (element.propertyName ?? element.name).text);
    }
  }

  private declareImportEquals(node: ts.ImportEqualsDeclaration, scope: Scope): void {
    const { ts } = this;
    if (node.isTypeOnly) return;
    const reference = node.moduleReference;
    let binding: Binding = 'local';
    if (ts.isExternalModuleReference(reference)) {
      if (ts.isStringLiteralLike(reference.expression)) binding = { specifier: reference.expression.text, exported: '*', end: node.end };
    } else {
      // `import read = fs.readFileSync` is the imported function itself.
      const [head, member, ...rest] = entityName(ts, reference);
      const bound = head === undefined ? undefined : scope.lookup(head);
      if (typeof bound === 'object' && bound.exported === '*' && member !== undefined && rest.length === 0) {
        binding = { specifier: bound.specifier, exported: member, end: node.end };
      }
    }
    scope.names.set(node.name.text, binding);
  }
}

/** Decorators, those of parameters too, and a computed name of a method are evaluated where the class is, not where the parameters are. */
export function isOutsideParameters(ts: Typescript, owner: ts.SignatureDeclaration | ts.ParameterDeclaration, child: ts.Node): boolean {
  return ts.isDecorator(child) || child === owner.name && !ts.isParameter(owner);
}

function declaredNames(ts: Typescript, statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((declaration) => bindingNames(ts, declaration.name));
  const name = (statement as { name?: ts.Node }).name;
  const binds = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)
    || (ts.isModuleDeclaration(statement) && isInstantiated(ts, statement)) || ts.isImportEqualsDeclaration(statement);
  return binds && name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}
