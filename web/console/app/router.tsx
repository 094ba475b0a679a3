import { createRootRoute, createRoute, createRouter, lazyRouteComponent, notFound, Outlet, redirect } from '@tanstack/react-router';
import { queryClient } from '../../client/query.js';
import { meQuery } from '../../client/session.data.js';
import { detailQuery } from '../../client/tickets.data.js';
import { Inbox } from '../routes/inbox.js';
import { PageError, PageMissing, PagePending } from './page-states.js';
import { persist } from '../../ui/lazy-part.js';
import { isDemo } from './is-demo.js';
import { loadTicketRoute } from './load-ticket.js';
import { listSearch } from './search.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Outlet, notFoundComponent: PageMissing });

const outside = <const P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => persist(load)),
    validateSearch: (search): { to?: string } => (typeof search['to'] === 'string' && search['to'].startsWith('/') ? { to: search['to'] } : {}),
  });
const signIn = outside('/sign-in', () => import('../routes/sign-in.js'));
const enter = outside('/enter', () => import('../routes/enter.js'));
const invitation = outside('/invitation', () => import('../routes/invitation.js'));
const reset = outside('/reset', () => import('../routes/reset.js'));
const kit = createRoute({
  getParentRoute: () => root,
  path: '/kit',
  beforeLoad: async () => {
    if (!(await isDemo())) throw notFound();
  },
  component: lazyRouteComponent(() => persist(() => import('../routes/kit.js'))),
});

const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
    return { me };
  },
  component: Shell,
});
const home = createRoute({
  getParentRoute: () => staff,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tickets', search: { view: 'mine' } });
  },
});
const tickets = createRoute({ getParentRoute: () => staff, path: '/tickets', validateSearch: listSearch, component: Inbox });
const ticket = createRoute({
  getParentRoute: () => tickets,
  path: '/$ticketId',
  loader: ({ params }) => void queryClient.prefetchQuery(detailQuery(params.ticketId)),
  component: lazyRouteComponent(() => persist(loadTicketRoute), 'TicketRoute'),
});

const inside = <const P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => staff, path, component: lazyRouteComponent(() => persist(load)) });
const live = inside('/live', () => import('../routes/live.js'));
const visits = inside('/visits', () => import('../routes/visits.js'));
const promises = inside('/promises', () => import('../routes/promises.js'));
const admin = createRoute({ getParentRoute: () => staff, id: 'admin', component: lazyRouteComponent(() => persist(() => import('../routes/admin.js'))) });
const administered = <const P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => admin, path, component: lazyRouteComponent(() => persist(load)) });
const setup = administered('/setup', () => import('../routes/admin-setup.js'));
const health = administered('/health', () => import('../routes/admin-health.js'));
const people = administered('/people', () => import('../routes/admin-people.js'));
const teams = administered('/teams', () => import('../routes/admin-teams.js'));
const calendars = administered('/calendars', () => import('../routes/admin-calendars.js'));
const dueTimes = administered('/due-times', () => import('../routes/admin-due-times.js'));
const fields = administered('/fields', () => import('../routes/admin-fields.js'));
const roles = administered('/roles', () => import('../routes/admin-roles.js'));
const widgets = administered('/widgets', () => import('../routes/admin-widgets.js'));
const mail = administered('/mail', () => import('../routes/admin-mail.js'));
const replies = administered('/replies', () => import('../routes/admin-replies.js'));
const macros = administered('/macros', () => import('../routes/admin-macros.js'));
const templates = administered('/templates', () => import('../routes/admin-templates.js'));
const rules = administered('/rules', () => import('../routes/admin-rules.js'));
const tokens = administered('/tokens', () => import('../routes/admin-tokens.js'));
const webhooks = administered('/webhooks', () => import('../routes/admin-webhooks.js'));
const imports = administered('/imports', () => import('../routes/admin-imports.js'));
const deliveries = administered('/deliveries', () => import('../routes/admin-deliveries.js'));
const settings = administered('/settings', () => import('../routes/admin-settings.js'));
const account = administered('/account', () => import('../routes/account.js'));

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    enter,
    invitation,
    reset,
    kit,
    staff.addChildren([home, tickets.addChildren([ticket]), live, visits, promises, admin.addChildren([setup, health, people, teams, calendars, dueTimes, fields, roles, widgets, mail, replies, macros, templates, rules, tokens, webhooks, imports, deliveries, settings, account])]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultErrorComponent: PageError,
  defaultPendingComponent: PagePending,
  defaultNotFoundComponent: PageMissing,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
