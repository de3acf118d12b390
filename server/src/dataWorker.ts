/** Entry of the data worker: stores, pickles and logs are read here, so that language work never waits for them. */
import { parentPort } from 'node:worker_threads';
import { serveData } from './rpc/dataService';

if (parentPort !== null) serveData(parentPort);
