import CloseWindow from '@line/liff/close-window';
import { liff } from '@line/liff/core';
import GetIDToken from '@line/liff/get-id-token';
import IsInClient from '@line/liff/is-in-client';
import Logout from '@line/liff/logout';

// What we use of LINE's library, and nothing else of it: loaded inside LINE alone, by line-app.ts.
for (const Part of [CloseWindow, GetIDToken, IsInClient, Logout]) liff.use(new Part());

export { liff };
