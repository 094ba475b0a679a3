import * as code from './code.rules.js';
import * as docs from './docs.rules.js';
import * as imports from './imports.rules.js';
import * as layout from './layout.rules.js';
import * as server from './server.rules.js';
import type { Rule } from './tree.js';
import * as words from './word.rules.js';

/** Every law of the house, by the sentence it stands for. */
export const RULES = {
  'everything has its place': layout.everythingInItsPlace,
  'files are named noun.kind in kebab-case': layout.filesAreNamed,
  'no file is longer than 300 lines': layout.filesAreShort,
  'there are no barrel files': layout.noBarrels,
  'a migration is a deed with a stamp': layout.migrationsAreDeeds,
  'decisions are numbered and complete, and named ones exist': layout.decisionsAreKept,
  'slices lean leftward only': imports.slicesLeanLeft,
  'slices do not know the whole': imports.slicesDoNotKnowTheWhole,
  'contracts depend on zod alone': imports.contractsStandAlone,
  'server and web meet in the contracts': imports.sidesMeetInContracts,
  'the product does not lean on tests': imports.productKnowsNoTests,
  'features meet in routes': imports.featuresMeetInRoutes,
  'ui knows no word of the business': imports.uiKnowsNoBusiness,
  'the widget takes neither ui nor zod': imports.widgetStaysSmall,
  'rules are pure': imports.rulesArePure,
  'relative imports name the file': imports.importsNameFiles,
  'types are meant': code.typesAreMeant,
  'nobody silences a check': code.checksAreHeard,
  'nothing is left for later': code.nothingIsLeftForLater,
  'no fault is swallowed': code.faultsAreNotSwallowed,
  'only the clock knows the time': code.onlyTheClockKnows,
  'statements are bound, not put together': code.statementsAreBound,
  'the environment is read once and only the log speaks': code.oneVoiceOneEnvironment,
  'every test runs and counts': code.testsRun,
  'no test sleeps': code.testsDoNotSleep,
  'names say something': code.namesSaySomething,
  'endpoints decide nothing': server.endpointsDecideNothing,
  'endpoints say who may call': server.endpointsSayWhoMayCall,
  'endpoints hold contracts on both sides': server.endpointsHaveContracts,
  'verbs take the transaction, then the actor': server.verbsTakeTransactionAndActor,
  'the edge opens the transaction': server.theEdgeOpensTransactions,
  'presenters, policies, rules and controllers write no rows': server.readsDoNotWrite,
  'events are noun.past': words.eventsHaveHappened,
  'events carry a schema and no text': words.eventsCarryNoText,
  'error codes are noun/what_is_wrong and told in every language': words.errorsAreTold,
  'system lines are told in every language': words.systemLinesAreTold,
  'permissions are noun.verb': words.permissionsAreVerbs,
  'contracts refuse unknown fields': words.contractsAreStrict,
  'the languages agree': words.languagesAgree,
  'no word on a screen stands in the code': words.wordsComeFromLocales,
  'the protocol page is complete': words.protocolIsComplete,
  'links between documents lead somewhere': docs.linksLead,
  'the map shows every slice and app': docs.mapIsComplete,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
export const ruleNames = Object.keys(RULES).filter((name): name is RuleName => name in RULES);
