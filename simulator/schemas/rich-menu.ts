import { z } from 'zod';
import { actionAt, richMenuPlace } from './action.ts';
import { graphemes, sized } from './text-length.ts';

const corner = z.int().min(0, 'must be greater than or equal to 0').max(2_147_483_647);
const side = z.int().min(1, 'must be greater than or equal to 1').max(2_147_483_647);

const area = z.strictObject({
  bounds: z.strictObject({ x: corner, y: corner, width: side, height: side }),
  action: actionAt(richMenuPlace),
});

const size = z
  .strictObject({
    width: z.int().min(800, 'must be between 800 and 2500').max(2500, 'must be between 800 and 2500'),
    height: z.int().min(250, 'must be greater than or equal to 250'),
  })
  .refine(({ width, height }) => width / height >= 1.45, 'The aspect ratio must be 1.45 or more');

export const richMenuRequest = z
  .strictObject({
    size,
    selected: z.boolean(),
    name: graphemes(300),
    chatBarText: graphemes(14),
    areas: sized(area, 1, 20),
  })
  .superRefine((menu, context) => {
    for (const [at, { bounds }] of menu.areas.entries())
      if (bounds.x + bounds.width > menu.size.width || bounds.y + bounds.height > menu.size.height)
        context.addIssue({ code: 'custom', path: ['areas', at, 'bounds'], message: 'must be inside the rich menu' });
  });

export type RichMenuRequest = z.infer<typeof richMenuRequest>;

const present = z.string().min(1, 'must be specified');
const aliasId = z.string().regex(/^[a-z0-9_-]{1,32}$/, 'invalid rich menu alias id');

export const createAliasRequest = z.strictObject({ richMenuAliasId: aliasId, richMenuId: present });
export const updateAliasRequest = z.strictObject({ richMenuId: present });
export const bulkLinkRequest = z.strictObject({ richMenuId: present, userIds: sized(present, 1, 500) });
export const bulkUnlinkRequest = z.strictObject({ userIds: sized(present, 1, 500) });
