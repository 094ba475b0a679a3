import { z } from 'zod';

/**
 * The start page of a demo, for this machine's own browser only; to everybody else there is no demo here.
 * `link` signs in once and is good for 15 minutes; `identityToken` is what the shop's server would sign.
 */
export const Demo = z
  .discriminatedUnion('demo', [
    z.strictObject({
      demo: z.literal(true),
      organisation: z.string(),
      widgetKey: z.string(),
      shopUrl: z.string(),
      roles: z.array(z.strictObject({ role: z.enum(['agent', 'lead', 'manager', 'admin']), name: z.string(), link: z.string() })),
      customers: z.array(z.strictObject({ name: z.string(), email: z.string(), orderNumber: z.string(), identityToken: z.string() })),
    }),
    z.strictObject({ demo: z.literal(false), organisation: z.string() }),
  ])
  .meta({ id: 'Demo' });
export type Demo = z.infer<typeof Demo>;

/** What is there of the demo shop. `removing`: somebody asked for it to go, and it is on its way. */
export const DemoData = z
  .strictObject({
    state: z.enum(['none', 'present', 'removing']),
    counts: z.strictObject({ tickets: z.number().int(), customers: z.number().int(), people: z.number().int(), teams: z.number().int(), replies: z.number().int() }),
  })
  .meta({ id: 'DemoData' });
export type DemoData = z.infer<typeof DemoData>;
