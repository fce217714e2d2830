// The walk over a file: finds every place that the plan has to name.

import type ts from 'typescript';
import type { Slot } from '../contract/emitted.js';
import type { Offsets } from './offsets.js';
import { findAnnotations, type AnnotatedFunction, type AnnotationKind } from './annotations.js';
import type { PlanBuilder } from './plan-builder.js';
import { planAnnotated } from './plan-annotated.js';
import { planAsyncBody } from './plan-async.js';
import { visitCall, visitNew } from './plan-calls.js';
import { planHidden } from './plan-hidden.js';
import { planTag } from './plan-jsx.js';
import { visitForEach } from './plan-loops.js';
import { planExport, planImport, planImportEquals } from './plan-modules.js';
import type { PlanFacts } from './plan.js';
import { visitTarget } from './plan-targets.js';
import { checkResults, isRecordedFunction } from './recorded-body.js';
import { Role, rolesOf } from './roles.js';
import type { Roots } from './roots.js';
import { isOutsideParameters, type Scope, type Scopes } from './scope.js';
import { hasModifier, isReference, isTypeOnlyNode } from './syntax.js';
import type { Typescript } from './typescript.js';

/** Walks over the syntax of a file and plans its edits. */
export class Planner {
  private readonly roles: Uint8Array;
  private readonly annotations: ReadonlyMap<ts.Node, AnnotationKind>;
  /** The scope around the outermost recorded function that the walk is in. */
  recorded: Scope | undefined;
  /** Names of the classes that the walk is in. */
  readonly classesAround: string[] = [];
  /** Whether the function that the walk is in awaits anything itself. */
  awaits = false;

  constructor(
    readonly ts: Typescript,
    readonly file: ts.SourceFile,
    readonly facts: PlanFacts,
    readonly roots: Roots,
    private readonly places: Offsets,
    readonly scopes: Scopes,
    readonly strict: boolean,
    readonly builder: PlanBuilder,
  ) {
    this.annotations = findAnnotations(ts, file);
    this.roles = rolesOf(ts);
  }

  plan(): void {
    for (const statement of this.file.statements) {
      // `export * from "pkg"` holds no word that is looked for.
      if (this.ts.isExportDeclaration(statement)) planExport(this, statement);
      else this.visit(statement, this.file, this.scopes.root);
    }
  }

  visit(node: ts.Node, parent: ts.Node, scope: Scope): void {
    if (!this.places.within(node)) return;
    switch (this.roles[node.kind]) {
      case Role.Type: return;
      case Role.Identifier: return this.visitIdentifier(node as ts.Identifier, parent, scope);
      case Role.Access: return this.visitAccess(node as ts.PropertyAccessExpression | ts.ElementAccessExpression, scope);
      case Role.Call: return visitCall(this, node as ts.CallExpression, scope);
      case Role.Binary: return this.visitBinary(node as ts.BinaryExpression, scope);
      case Role.Function: return this.visitFunction(node as ts.FunctionLikeDeclaration, parent, scope);
      case Role.New: return visitNew(this, node as ts.NewExpression, scope);
      case Role.Await: return this.visitAwait(node as ts.AwaitExpression, scope);
      case Role.Unary: return this.visitUnary(node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope);
      // `typeof fetch` must not throw where there is no fetch, and the type is the same for the wrapper; not so for what a stub exports.
      case Role.Untouched: return visitTarget(this, (node as ts.TypeOfExpression | ts.DeleteExpression).expression, node, scope, false);
      case Role.ForEach: return visitForEach(this, node as ts.ForInStatement | ts.ForOfStatement, this.scopes.of.get(node) ?? scope);
      case Role.Meta: return this.planMeta(node as ts.MetaProperty);
      case Role.Jsx:
        planTag(this, node as ts.JsxOpeningLikeElement, scope);
        return this.visit((node as ts.JsxOpeningLikeElement).attributes, node, scope);
      case Role.JsxClosing: return planTag(this, node as ts.JsxClosingElement, scope);
      case Role.Decorator: return this.visitDecorator(node as ts.Decorator, this.ts.isParameter(parent) ? scope.parent ?? scope : scope);
      case Role.Import: return planImport(this, node as ts.ImportDeclaration);
      case Role.ImportEquals: return planImportEquals(this, node as ts.ImportEqualsDeclaration, scope);
      case Role.ExportAssignment: return this.visit((node as ts.ExportAssignment).expression, node, scope);
      case Role.With: this.builder.mark('with', (node as ts.WithStatement).expression); break;
      case Role.Catch: this.planCatch(node as ts.CatchClause); break;
      case Role.Heritage: case Role.Statement:
        if (isTypeOnlyNode(this.ts, node)) return;
        break;
      case Role.Class: case Role.Enum: case Role.Namespace:
        if (isTypeOnlyNode(this.ts, node)) return;
        return this.ts.isClassLike(node) ? this.visitClass(node, scope) : this.visitChildren(node, this.scopes.of.get(node) ?? scope);
      case Role.Property: case Role.StaticBlock:
        return isTypeOnlyNode(this.ts, node) ? undefined : this.visitApart(node, scope);
      case Role.Block: return this.visitChildren(node, this.scopes.of.get(node) ?? scope);
      default: return this.visitChildren(node, scope);
    }
    this.visitChildren(node, this.scopes.of.get(node) ?? scope);
  }

  visitChildren(node: ts.Node, scope: Scope): void {
    this.ts.forEachChild(node, (child) => this.visit(child, node, scope));
  }

  private visitClass(node: ts.ClassLikeDeclaration, scope: Scope): void {
    planHidden(this, node);
    this.classesAround.push(node.name?.text ?? '');
    this.visitChildren(node, this.scopes.of.get(node) ?? scope);
    this.classesAround.pop();
  }

  private visitIdentifier(node: ts.Identifier, parent: ts.Node, scope: Scope): void {
    const { builder } = this;
    const shorthand = this.ts.isShorthandPropertyAssignment(parent);
    if (!shorthand && !isReference(node, parent)) return;
    const slot = this.roots.slotOf(node.text, scope);
    if (slot !== undefined) {
      builder.edit({ kind: 'ref', ...builder.span(node), slot: this.useSlot(node, slot), name: node.text, shorthand });
    } else if (this.roots.isPath(node.text, scope)) {
      builder.edit({ kind: 'path', ...builder.span(node), name: node.text, shorthand });
    } else {
      const imported = this.roots.pureImportOf(node.text, scope);
      if (imported !== undefined) builder.pureImport(imported, node);
    }
  }

  /** The slot of a root that is used here by its name. */
  useSlot(node: ts.Identifier, slot: Slot): number {
    const { builder } = this;
    if (slot[0] === 'i' && slot[2] === '*') builder.namespace(slot[1], node.text);
    if (slot[0] === 'g' && (slot[1] === 'SharedArrayBuffer' || slot[1] === 'Atomics')) builder.mark('shared-memory', node);
    return builder.slot(slot);
  }

  private visitAwait(node: ts.AwaitExpression, scope: Scope): void {
    const { builder } = this;
    this.awaits = true;
    builder.edit({ kind: 'await', ...builder.span(node), operand: builder.span(node.expression) });
    this.visit(node.expression, node, scope);
  }

  private visitUnary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): void {
    const { PlusPlusToken, MinusMinusToken } = this.ts.SyntaxKind;
    if (node.operator === PlusPlusToken || node.operator === MinusMinusToken) visitTarget(this, node.operand, node, scope);
    else this.visit(node.operand, node, scope);
  }

  private visitDecorator(node: ts.Decorator, scope: Scope): void {
    const { builder } = this;
    const before = builder.count;
    this.visit(node.expression, node, scope);
    if (builder.count > before) builder.edit({ kind: 'decorator', ...builder.span(node), expression: builder.span(node.expression) });
  }

  private planMeta(node: ts.MetaProperty): void {
    if (node.keywordToken === this.ts.SyntaxKind.ImportKeyword) this.builder.edit({ kind: 'meta', ...this.builder.span(node) });
  }

  private visitFunction(node: ts.FunctionLikeDeclaration, parent: ts.Node, outer: Scope): void {
    const { ts } = this;
    const scope = this.scopes.of.get(node) ?? outer;
    const { body } = node;
    if (body === undefined) return;
    const annotation = this.annotations.get(node);
    if (annotation !== undefined) planAnnotated(this, node as AnnotatedFunction, parent, annotation);
    const recordedAround = this.recorded;
    if (isRecordedFunction(this, node, parent, outer, annotation)) {
      this.recorded ??= outer;
      checkResults(this, body, scope);
    }
    ts.forEachChild(node, (child) => {
      if (child !== body) this.visit(child, node, isOutsideParameters(ts, node, child) ? outer : scope);
    });
    const around = this.awaits;
    this.awaits = false;
    if (ts.isBlock(body)) this.visitChildren(body, this.scopes.of.get(body) ?? scope);
    else this.visit(body, node, scope);
    if (this.awaits && hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword)) planAsyncBody(this, body);
    this.awaits = around;
    this.recorded = recordedAround;
  }

  /** Code of its own within a class body, which cannot await for the function around the class. */
  private visitApart(node: ts.Node, scope: Scope): void {
    const { ts } = this;
    if (ts.isPropertyDeclaration(node)) {
      // The name and the decorators belong to the function around the class, the value does not.
      ts.forEachChild(node, (child) => { if (child !== node.initializer) this.visit(child, node, scope); });
    }
    const around = this.awaits;
    this.awaits = false;
    if (!ts.isPropertyDeclaration(node)) this.visitChildren(node, scope);
    else if (node.initializer !== undefined) this.visit(node.initializer, node, scope);
    this.awaits = around;
  }

  private visitAccess(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, scope: Scope): void {
    // The name of a member is none of a variable.
    if (!this.roots.isPureMember(node, scope)) this.visit(node.expression, node, scope);
    if (this.ts.isElementAccessExpression(node)) this.visit(node.argumentExpression, node, scope);
  }

  private visitBinary(node: ts.BinaryExpression, scope: Scope): void {
    const { ts } = this;
    const kind = node.operatorToken.kind;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
      visitTarget(this, node.left, node, scope);
      this.visit(node.right, node, scope);
      return;
    }
    // Left-leaning chains (`a + b + …`) are long in generated code: no recursion along them.
    const operands: ts.Expression[] = [];
    let left: ts.Expression = node;
    while (ts.isBinaryExpression(left) && !(left.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && left.operatorToken.kind <= ts.SyntaxKind.LastAssignment)) {
      operands.push(left.right);
      left = left.left;
    }
    this.visit(left, node, scope);
    for (const operand of operands.reverse()) this.visit(operand, node, scope);
  }

  private planCatch(node: ts.CatchClause): void {
    const binding = node.variableDeclaration?.name;
    if (binding === undefined) return;
    const { ts, builder } = this;
    builder.edit({
      kind: 'catch',
      ...builder.span(node),
      name: ts.isIdentifier(binding) ? binding.text : null,
      binding: builder.span(binding),
      block: builder.span(node.block),
    });
  }
}
