// What can fail by an event, with nobody who listens: each of these would end the process.
import { execFile, fork as forkNode, spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { Agent, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { connect, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { createInterface } from 'node:readline';
import pg from 'pg';

export const client = new pg.Client();
export const pool = new pg.Pool();
export const worker = new Worker('job.js');
const child = spawn('true');
child.once('exit', () => {});
forkNode('job.js');
execFile('true');
export const lines = createInterface({ input: createReadStream('file') });
const file = createWriteStream('file');
file.end();
const ask = lines ? requestByHttp : requestByHttps;
const asking = ask('http://localhost/', { agent: new Agent() });
asking.end();
const socket = connect(1);
socket.end();
createServer().listen(1);
