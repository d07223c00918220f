import { Project, ts } from 'ts-morph';

/** One SQL statement as it stands in the code, with `$n` for its values. */
export type Statement = {
  /** `server/…/store.ts:12` */
  at: string;
  text: string;
  /** The declared row: names of its properties with the kinds of value each may have; undefined where none is declared. */
  row: Record<string, string[]> | undefined;
  /** Also a part of another statement: what it refers to may stand there. */
  isPart: boolean;
};
export type Reading = { statements: Statement[]; unreadable: string[] };

/** How many values stand in the statement so far. */
type Values = { count: number };
type Scope = Map<string, { value: ts.Expression; scope: Scope }>;

class Unreadable extends Error {}

const BEGINS_STATEMENT = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;
const DEEPEST = 20;
/** For a statement that another capability hands in as a part: it is prepared where it is written. */
const HANDED_IN = 'SELECT NULL::uuid AS id';

/**
 * Reads the statements in `sql` tags of the server. Fragments are put in: constants, functions that return one, both sides
 * of a condition where the first is empty. The compiler knows the types, so this needs its API, which the native compiler
 * does not have yet.
 */
export function readStatements(root: string): Reading {
  const project = new Project({ tsConfigFilePath: `${root}/tsconfig.server.json`, skipAddingFilesFromTsConfig: true });
  // The lists that columns.ts makes of a row are read where they are put in.
  const notOurs = [`!${root}/server/**/*.test.ts`, `!${root}/server/platform/database/columns.ts`];
  const ours = project.addSourceFilesAtPaths([`${root}/server/**/*.ts`, ...notOurs]);
  const reader = createReader(project.getTypeChecker().compilerObject);
  const found: { node: ts.TaggedTemplateExpression; at: string; text?: string; fault?: string }[] = [];
  for (const { compilerNode: file } of ours) {
    const visit = (node: ts.Node): void => {
      if (isSql(node)) {
        const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
        const at = `${file.fileName.slice(root.length + 1)}:${line + 1}`;
        try {
          found.push({ node, at, text: reader.render(node) });
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          found.push({ node, at, fault: error.message });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  const statements = found.flatMap(({ node, at, text }) => {
    if (text === undefined || !BEGINS_STATEMENT.test(text)) return [];
    return [{ at, text, row: reader.rowOf(node), isPart: reader.isPart(node) }];
  });
  const unreadable = found.flatMap(({ node, at, fault }) =>
    fault === undefined || reader.isPart(node) ? [] : [`${at.split(':')[0]}: ${fault}`],
  );
  return { statements, unreadable };
}

function isSql(node: ts.Node): node is ts.TaggedTemplateExpression {
  return ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql';
}

function createReader(checker: ts.TypeChecker) {
  const parts = new Set<ts.Node>();

  const typesOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);
  const isFragment = (node: ts.Expression): boolean =>
    typesOf(checker.getTypeAtLocation(node)).some((type) => /^(RawBuilder|Sql)$/.test(type.symbol?.name ?? ''));

  const declarationOf = (node: ts.Node): ts.Declaration | undefined => {
    const symbol = checker.getSymbolAtLocation(node);
    return (symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
      ?.valueDeclaration;
  };

  /** What a constant is made of, also one of `const [by, rest] = [lag(x), x]`. */
  const initialOf = (declaration: ts.Declaration | undefined): ts.Expression | undefined => {
    if (!declaration) return undefined;
    if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
    if (!ts.isBindingElement(declaration) || !ts.isArrayBindingPattern(declaration.parent)) return undefined;
    const whole = declaration.parent.parent.initializer;
    const position = declaration.parent.elements.indexOf(declaration);
    return whole && ts.isArrayLiteralExpression(whole) ? whole.elements[position] : undefined;
  };

  const resultsOf = (called: ts.Declaration | undefined): { fn: ts.SignatureDeclaration; results: ts.Expression[] } => {
    const initial = initialOf(called);
    const fn = called && ts.isFunctionDeclaration(called) ? called : initial;
    if (!fn || !(ts.isFunctionDeclaration(fn) || ts.isArrowFunction(fn)) || !fn.body) throw new Unreadable('a call');
    const results: ts.Expression[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isReturnStatement(node) && node.expression) results.push(node.expression);
      else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
    };
    if (ts.isBlock(fn.body)) ts.forEachChild(fn.body, visit);
    else results.push(fn.body);
    return { fn, results };
  };

  /** The text of a string that is known: a literal, a constant, or what the caller handed in. */
  const stringOf = (node: ts.Expression | undefined, scope: Scope): string => {
    if (!node) throw new Unreadable('a missing text');
    if (ts.isStringLiteralLike(node)) return node.text;
    const given = ts.isIdentifier(node) ? scope.get(node.text) : undefined;
    if (given) return stringOf(given.value, given.scope);
    const [type] = typesOf(checker.getTypeAtLocation(node));
    if (type?.isStringLiteral()) return type.value;
    throw new Unreadable(`the text ${node.getText().replaceAll('$', '')}`);
  };

  /** Field and column of each in the definition of a row. */
  const columnsOf = (node: ts.Expression | undefined): { field: string; column: string }[] => {
    const type = node && checker.getTypeAtLocation(node);
    return (type?.getProperties() ?? []).map((property) => {
      const column = checker.getTypeOfSymbol(property);
      if (!column.isStringLiteral()) throw new Unreadable(`the columns ${node?.getText()}`);
      return { field: property.name, column: column.value };
    });
  };

  const renderCall = (node: ts.CallExpression, scope: Scope, values: Values, depth: number): string => {
    const name = node.expression.getText();
    const [first, second] = node.arguments;
    const next = () => {
      values.count += 1;
      return `$${values.count}`;
    };
    // Of platform/database/columns.ts.
    if (name === 'selectColumns') {
      return columnsOf(first)
        .map(({ field, column }) => `${column} AS "${field}"`)
        .join(', ');
    }
    if (name === 'updateColumns') {
      return columnsOf(first)
        .map(({ column }) => `${column} = ${next()}`)
        .join(', ');
    }
    if (name === 'insertColumns') {
      const columns = columnsOf(first).map(({ column }) => column);
      return `(${columns.join(', ')}) VALUES (${columns.map(next).join(', ')})`;
    }
    if (name === 'insertRecords') {
      const list = columnsOf(second)
        .map(({ column }) => column)
        .join(', ');
      return `(${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${stringOf(first, scope)}, ${next()}::jsonb)`;
    }
    if (name === 'readRecords') return `jsonb_populate_recordset(NULL::${stringOf(first, scope)}, ${next()}::jsonb)`;
    if (name === 'updateFromRecords') {
      return columnsOf(first)
        .map(({ column }) => `${column} = written.${column}`)
        .join(', ');
    }
    if (name === 'sql.lit') return `'${stringOf(first, scope).replaceAll("'", "''")}'`;
    if (name === 'sql.raw' || name === 'sql.ref' || name === 'sql.table') return stringOf(first, scope);
    if (name === 'sql.join') {
      const list = listOf(first);
      if (list.length === 0) throw new Unreadable('a list');
      const between = second ? render(second, scope, values, depth) : ', ';
      return list.map((one) => renderValue(one, scope, values, depth)).join(between);
    }
    const { fn, results } = resultsOf(declarationOf(node.expression));
    const given: Scope = new Map();
    fn.parameters.forEach(({ name: parameter }, at) => {
      const value = node.arguments[at];
      if (ts.isIdentifier(parameter) && value) given.set(parameter.text, { value, scope });
    });
    return longest(results, values, (result) => render(result, given, values, depth));
  };

  /** The longest of several possible fragments: it names the most columns. */
  const longest = (choices: ts.Expression[], values: Values, read: (choice: ts.Expression) => string): string => {
    if (choices.length === 0) throw new Unreadable('a function without a result');
    const before = values.count;
    const faults: unknown[] = [];
    const found = choices.flatMap((choice) => {
      values.count = before;
      try {
        return [{ text: read(choice), count: values.count }];
      } catch (error) {
        // A part that a caller hands in; the other side of the condition stands for it.
        if (!(error instanceof Unreadable)) throw error;
        faults.push(error);
        return [];
      }
    });
    if (found.length === 0) throw faults[0];
    const best = found.reduce((one, other) => (other.text.length > one.text.length ? other : one));
    values.count = best.count;
    return best.text;
  };

  /** What a list of fragments may hold: all that it can, also what is put in on a condition only. */
  const listOf = (node: ts.Expression | undefined): ts.Expression[] => {
    if (!node) return [];
    if (ts.isParenthesizedExpression(node)) return listOf(node.expression);
    if (ts.isConditionalExpression(node)) return [...listOf(node.whenTrue), ...listOf(node.whenFalse)];
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.flatMap((one) => (ts.isSpreadElement(one) ? listOf(one.expression) : [one]));
    }
    if (ts.isCallExpression(node) && /\.(flatMap|map)$/.test(node.expression.getText())) {
      const [each] = node.arguments;
      return each && ts.isArrowFunction(each) && !ts.isBlock(each.body) ? [each.body] : [];
    }
    return ts.isIdentifier(node) ? listOf(initialOf(declarationOf(node))) : [];
  };

  const renderValue = (node: ts.Expression, scope: Scope, values: Values, depth: number): string => {
    if (isSql(node) || isFragment(node)) return render(node, scope, values, depth);
    values.count += 1;
    return `$${values.count}`;
  };

  const render = (node: ts.Expression, scope: Scope, values: Values, depth: number): string => {
    if (depth > DEEPEST) throw new Unreadable('fragments within fragments');
    if (isSql(node)) {
      if (depth > 0) parts.add(node);
      const { template } = node;
      if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
      const rest = template.templateSpans.map(
        ({ expression, literal }) => renderValue(expression, scope, values, depth + 1) + literal.text,
      );
      return template.head.text + rest.join('');
    }
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
      return render(node.expression, scope, values, depth);
    if (ts.isConditionalExpression(node)) {
      return longest([node.whenTrue, node.whenFalse], values, (side) => render(side, scope, values, depth + 1));
    }
    if (ts.isCallExpression(node)) return renderCall(node, scope, values, depth + 1);
    const given = ts.isIdentifier(node) ? scope.get(node.text) : undefined;
    if (given) return render(given.value, given.scope, values, depth + 1);
    const initial = initialOf(declarationOf(node));
    if (initial) return render(initial, scope, values, depth + 1);
    if (ts.isPropertyAccessExpression(node)) return HANDED_IN;
    throw new Unreadable(`the fragment ${node.getText().slice(0, 40)}`);
  };

  const kindsOf = (type: ts.Type): string[] =>
    typesOf(type).map((one) => {
      if (one.flags & ts.TypeFlags.StringLike) return 'string';
      if (one.flags & ts.TypeFlags.NumberLike) return 'number';
      if (one.flags & ts.TypeFlags.BooleanLike) return 'boolean';
      if (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return 'null';
      if (one.symbol?.name === 'Date') return 'date';
      if (checker.isArrayType(one) || checker.isTupleType(one)) return 'array';
      return one.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) ? 'any' : 'object';
    });

  return {
    render: (node: ts.TaggedTemplateExpression) => render(node, new Map(), { count: 0 }, 0),
    isPart: (node: ts.Node) => parts.has(node),
    rowOf(node: ts.TaggedTemplateExpression): Statement['row'] {
      // Declared, or taken over from what the function around it promises.
      const [type] = checker.getTypeArguments(checker.getTypeAtLocation(node) as ts.TypeReference);
      // A type parameter: the caller says what the row is.
      const { TypeParameter, Unknown, Any } = ts.TypeFlags;
      if (!type || type.flags & (TypeParameter | Unknown | Any)) return undefined;
      const row: Record<string, string[]> = {};
      for (const one of typesOf(type)) {
        for (const property of checker.getPropertiesOfType(one)) {
          const kinds = kindsOf(checker.getTypeOfSymbol(property));
          row[property.name] = [...new Set([...(row[property.name] ?? []), ...kinds])];
        }
      }
      return row;
    },
  };
}
