import type { RuleCondition, RuleConditions } from '#contracts/automation.js';
import { type ConditionField, NOTHING } from '#contracts/automation.fields.js';

/**
 * What is known of a ticket at an occasion. A list of values, empty where nothing stands (nobody, no tag); `undefined`
 * where nobody can tell, such as the state before what was no change of the state.
 */
export type Known = Readonly<Partial<Record<ConditionField, readonly string[] | undefined>>>;
type Node = RuleCondition | { readonly match: RuleConditions['match']; readonly items: readonly Node[] };
/** True, false, or unknown, which is neither and never enough. */
export type Verdict = boolean | null;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What a single condition says of a ticket. */
export function verdictOf({ field, op, values }: RuleCondition, known: Known): Verdict {
  const facts = known[field];
  if (facts === undefined) return null;
  switch (op) {
    case 'is':
    case 'is_not': {
      const held = values.some((value) => (value === NOTHING ? facts.length === 0 : facts.includes(value)));
      return held === (op === 'is');
    }
    case 'contains':
    case 'contains_not': {
      const held = values.some((value) => facts.some((fact) => folded(fact).includes(folded(value))));
      return held === (op === 'contains');
    }
    case 'at_least':
    case 'at_most': {
      const [count, limit] = [Number(facts[0] ?? Number.NaN), Number(values[0] ?? Number.NaN)];
      if (Number.isNaN(count) || Number.isNaN(limit)) return null;
      return op === 'at_least' ? count >= limit : count <= limit;
    }
    case 'holds':
    case 'holds_not':
      return facts.includes('yes') === (op === 'holds');
  }
}

const not = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict);

/** What conditions say together: unknown only where what is known does not decide. */
export function judged(node: Node, known: Known): Verdict {
  if ('field' in node) return verdictOf(node, known);
  const verdicts = node.items.map((item) => judged(item, known));
  const any = verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
  switch (node.match) {
    case 'all':
      return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
    case 'any':
      return any;
    case 'none':
      return not(any);
  }
}

/** Whether a rule is for this ticket at this occasion. Without a condition it is for every ticket; what nobody can tell does not hold. */
export const matches = (conditions: RuleConditions, known: Known): boolean => conditions.items.length === 0 || judged(conditions, known) === true;
