// Node's own modules with all their exports. The one table that says how each is treated: which modules there are and
// which run live is read from it, the runtime's shortcuts are compared with it (test/audit/table.test.ts), and so is
// every export of the running Node.

import type { Surfaces } from './treatment.js';

/** Surfaces of the modules, without `node:`. */
export const BUILTINS: Surfaces = {
  assert: {
    category: 'computing',
    live: true,
    members: { pure: 'fail AssertionError ok equal notEqual deepEqual notDeepEqual deepStrictEqual notDeepStrictEqual strictEqual notStrictEqual throws rejects doesNotThrow doesNotReject ifError match doesNotMatch CallTracker strict partialDeepStrictEqual Assert' },
  },
  'assert/strict': 'assert',
  // AsyncLocalStorage follows the recorded contexts; the numbers of asynchronous resources are the host's.
  async_hooks: {
    category: 'engine',
    members: { pure: 'AsyncLocalStorage AsyncResource asyncWrapProviders', uncovered: 'createHook executionAsyncId executionAsyncResource triggerAsyncId' },
  },
  bench: { category: 'engine', prefixed: true, members: {} },
  buffer: {
    category: 'computing',
    live: true,
    members: { pure: 'Buffer transcode isUtf8 isAscii kMaxLength kStringMaxLength btoa atob constants INSPECT_MAX_BYTES', uncovered: 'Blob File resolveObjectURL SlowBuffer' },
  },
  child_process: { category: 'processes', members: { effect: 'exec execFile execFileSync execSync spawnSync', handle: 'ChildProcess fork spawn' } },
  cluster: {
    category: 'processes',
    members: { value: 'isWorker isMaster isPrimary schedulingPolicy settings', effect: 'setupPrimary setupMaster disconnect', handle: 'Worker fork worker workers addListener emit eventNames getMaxListeners listenerCount listeners off on once prependListener prependOnceListener rawListeners removeAllListeners removeListener setMaxListeners' },
  },
  console: {
    category: 'input and output',
    members: { effect: 'log warn dir time timeEnd timeLog trace assert clear count countReset group groupEnd groupCollapsed table debug info dirxml error profile profileEnd timeStamp', handle: 'Console context createTask' },
  },
  constants: { category: 'system', live: true, members: { pure: 'defaultCoreCipherList defaultCipherList' } },
  crypto: {
    category: 'computing',
    members: {
      value: 'randomUUID randomUUIDv7 randomInt randomBytes randomFillSync getRandomValues pseudoRandomBytes prng rng checkPrimeSync generatePrimeSync generateKeySync generateKeyPairSync hkdfSync pbkdf2Sync scryptSync argon2Sync timingSafeEqual getHashes getMacs getCiphers getCurves getCipherInfo getFips fips secureHeapUsed hash parsePKCS12',
      effect: 'randomFill checkPrime generatePrime generateKey generateKeyPair hkdf pbkdf2 scrypt argon2 sign verify privateEncrypt privateDecrypt publicEncrypt publicDecrypt diffieHellman encapsulate decapsulate setEngine setFips',
      handle: 'createCipher createCipheriv createDecipher createDecipheriv createDiffieHellman createDiffieHellmanGroup createECDH createHash createHmac createMac createPrivateKey createPublicKey createSecretKey createSign createVerify getDiffieHellman Certificate Cipher Cipheriv Decipher Decipheriv DiffieHellman DiffieHellmanGroup ECDH Hash Hmac KeyObject Sign Verify X509Certificate webcrypto subtle',
      pure: 'constants',
    },
    categories: { randomness: 'randomUUID randomUUIDv7 randomInt randomBytes randomFillSync randomFill getRandomValues pseudoRandomBytes prng rng generatePrime generatePrimeSync generateKey generateKeySync generateKeyPair generateKeyPairSync' },
  },
  dgram: { category: 'network', members: { handle: 'createSocket Socket' } },
  diagnostics_channel: { category: 'engine', members: { value: 'hasSubscribers', handle: 'channel subscribe unsubscribe tracingChannel boundedChannel Channel BoundedChannel' } },
  dns: {
    category: 'network',
    members: {
      value: 'getServers getDefaultResultOrder',
      effect: 'lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTlsa resolveTxt reverse setDefaultResultOrder setServers',
      handle: 'Resolver promises',
    },
  },
  'dns/promises': 'dns',
  domain: { category: 'engine', members: { handle: 'Domain createDomain create active' } },
  events: {
    category: 'computing',
    live: true,
    members: { pure: 'addAbortListener once on getEventListeners getMaxListeners EventEmitter usingDomains captureRejectionSymbol captureRejections EventEmitterAsyncResource errorMonitor defaultMaxListeners kMaxEventTargetListeners kMaxEventTargetListenersWarned setMaxListeners init listenerCount' },
  },
  // Foreign code: what it writes into memory, and when it calls back, nobody sees.
  ffi: {
    category: 'engine',
    prefixed: true,
    members: { uncovered: 'DynamicLibrary dlopen dlclose dlsym exportArrayBuffer exportArrayBufferView exportString exportBuffer getInt8 getUint8 getInt16 getUint16 getInt32 getUint32 getInt64 getUint64 getFloat32 getFloat64 getCurrentEventLoop getRawPointer setInt8 setUint8 setInt16 setUint16 setInt32 setUint32 setInt64 setUint64 setFloat32 setFloat64 toString toArrayBuffer toBuffer', pure: 'suffix types' },
  },
  fs: {
    category: 'files',
    members: {
      effect: 'access accessSync appendFile appendFileSync chmod chmodSync chown chownSync close closeSync copyFile copyFileSync cp cpSync exists existsSync fchmod fchmodSync fchown fchownSync fdatasync fdatasyncSync fstat fstatSync fsync fsyncSync ftruncate ftruncateSync futimes futimesSync glob globSync lchmod lchmodSync lchown lchownSync link linkSync lstat lstatSync lutimes lutimesSync mkdir mkdirSync mkdtemp mkdtempSync mkdtempDisposable mkdtempDisposableSync open openSync openAsBlob openAsBlobSync opendir opendirSync read readSync readFile readFileSync readdir readdirSync readlink readlinkSync readv readvSync realpath realpathSync rename renameSync rm rmSync rmdir rmdirSync stat statSync statfs statfsSync symlink symlinkSync truncate truncateSync unlink unlinkSync utimes utimesSync write writeSync writeFile writeFileSync writev writevSync',
      handle: 'createReadStream createWriteStream ReadStream WriteStream FileReadStream FileWriteStream Utf8Stream Stats Dirent Dir promises watch watchFile unwatchFile',
      pure: 'constants',
    },
  },
  'fs/promises': 'fs',
  http: {
    category: 'network',
    members: {
      value: 'maxHeaderSize validateHeaderName validateHeaderValue',
      effect: 'setMaxIdleHTTPParsers setGlobalProxyFromEnv',
      handle: 'Agent ClientRequest IncomingMessage OutgoingMessage Server ServerResponse createServer get request globalAgent WebSocket CloseEvent MessageEvent',
      pure: 'METHODS STATUS_CODES',
    },
  },
  http2: { category: 'network', members: { value: 'getDefaultSettings getPackedSettings getUnpackedSettings sensitiveHeaders', handle: 'connect createServer createSecureServer performServerHandshake Http2ServerRequest Http2ServerResponse', pure: 'constants' } },
  https: { category: 'network', members: { handle: 'Agent globalAgent Server createServer get request' } },
  inspector: { category: 'engine', members: { value: 'url', effect: 'open close waitForDebugger', handle: 'console Session Network NetworkResources DOMStorage' } },
  'inspector/promises': 'inspector',
  module: {
    category: 'modules',
    members: {
      value: 'isBuiltin findPackageJSON findSourceMap getCompileCacheDir getSourceMapsSupport stripTypeScriptTypes wrap wrapper globalPaths',
      effect: 'register registerHooks enableCompileCache flushCompileCache syncBuiltinESMExports runMain setSourceMapsSupport',
      handle: 'createRequire Module SourceMap',
      pure: 'builtinModules constants',
    },
  },
  net: {
    category: 'network',
    members: {
      value: 'isIP isIPv4 isIPv6 getDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout',
      effect: 'setDefaultAutoSelectFamily setDefaultAutoSelectFamilyAttemptTimeout',
      handle: 'BlockList SocketAddress BoundSocket connect createConnection createServer Server Socket Stream',
    },
  },
  os: {
    category: 'system',
    members: { value: 'arch availableParallelism cpus endianness freemem getPriority homedir hostname loadavg networkInterfaces platform release tmpdir totalmem type userInfo uptime version machine', effect: 'setPriority', pure: 'constants EOL devNull' },
    categories: { time: 'uptime' },
  },
  // `resolve` and `relative` ask process.cwd(), which a replay answers as recorded.
  path: { category: 'computing', live: true, members: { pure: 'resolve normalize isAbsolute join relative toNamespacedPath dirname basename extname format parse matchesGlob sep delimiter win32 posix' } },
  'path/posix': 'path',
  'path/win32': 'path',
  perf_hooks: {
    category: 'time',
    members: { value: 'eventLoopUtilization', handle: 'performance Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming monitorEventLoopDelay createHistogram createSlidingWindowHistogram importHistogram timerify', pure: 'constants' },
  },
  process: {
    category: 'system',
    members: {
      value: 'version versions arch platform release moduleLoadList config uptime hrtime cpuUsage threadCpuUsage resourceUsage memoryUsage constrainedMemory availableMemory getActiveResourcesInfo getuid geteuid getgid getegid getgroups allowedNodeEnvironmentFlags features hasUncaughtExceptionCaptureCallback sourceMapsEnabled permission cwd env title argv argv0 execArgv execPath pid ppid debugPort traceDeprecation throwDeprecation noDeprecation noProcessWarnings domain exitCode',
      effect: 'loadEnvFile kill exit reallyExit abort execve umask chdir initgroups setgroups setegid seteuid setgid setuid setSourceMapsEnabled emitWarning assert addUncaughtExceptionCaptureCallback setUncaughtExceptionCaptureCallback',
      handle: 'stdout stderr stdin openStdin report mainModule binding getBuiltinModule channel connected send disconnect ref unref finalization constructor addListener emit eventNames getMaxListeners listenerCount listeners off on once prependListener prependOnceListener rawListeners removeAllListeners removeListener setMaxListeners',
      schedule: 'nextTick',
      uncovered: 'dlopen',
    },
    categories: {
      time: 'hrtime uptime cpuUsage threadCpuUsage resourceUsage',
      timers: 'nextTick',
      'input and output': 'stdout stderr stdin openStdin',
      processes: 'exit reallyExit abort execve kill exitCode channel connected send disconnect addListener emit eventNames getMaxListeners listenerCount listeners off on once prependListener prependOnceListener rawListeners removeAllListeners removeListener setMaxListeners emitWarning setUncaughtExceptionCaptureCallback addUncaughtExceptionCaptureCallback hasUncaughtExceptionCaptureCallback',
      modules: 'dlopen binding getBuiltinModule mainModule',
    },
  },
  punycode: { category: 'computing', live: true, members: { pure: 'version ucs2 decode encode toASCII toUnicode' } },
  querystring: { category: 'computing', live: true, members: { pure: 'unescapeBuffer unescape escape stringify encode parse decode' } },
  quic: { category: 'network', prefixed: true, members: {} },
  readline: { category: 'input and output', members: { effect: 'clearLine clearScreenDown cursorTo moveCursor emitKeypressEvents', handle: 'Interface Readline createInterface promises' } },
  'readline/promises': 'readline',
  repl: { category: 'input and output', members: { value: 'isValidSyntax', handle: 'start writer REPLServer Recoverable', pure: 'builtinModules REPL_MODE_SLOPPY REPL_MODE_STRICT' } },
  sea: { category: 'files', prefixed: true, members: { value: 'isSea getAsset getRawAsset getAssetKeys', handle: 'getAssetAsBlob' } },
  sqlite: { category: 'files', prefixed: true, members: { effect: 'backup', handle: 'DatabaseSync StatementSync Session', pure: 'constants' } },
  stream: {
    category: 'streams',
    members: {
      value: 'isDestroyed isDisturbed isErrored isReadable isWritable getDefaultHighWaterMark',
      effect: 'pipeline finished destroy addAbortSignal setDefaultHighWaterMark',
      handle: 'Readable Writable Duplex Transform PassThrough Stream duplexPair compose promises',
    },
  },
  'stream/consumers': { category: 'streams', members: { effect: 'arrayBuffer blob buffer bytes text json' } },
  'stream/iter': { category: 'streams', prefixed: true, members: { effect: 'pipeTo pipeToSync text textSync bytes bytesSync array arraySync arrayBuffer arrayBufferSync', handle: 'Broadcast Share SyncShare Stream broadcast share shareSync duplex from fromSync fromReadable fromWritable toReadable toReadableSync toWritable merge ondrain pull pullSync push tap tapSync toAsyncStreamable toStreamable drainableProtocol broadcastProtocol shareProtocol shareSyncProtocol' } },
  'stream/promises': { category: 'streams', members: { effect: 'finished pipeline' } },
  'stream/web': {
    category: 'streams',
    members: { handle: 'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController ReadableStreamTee TransformStream TransformStreamDefaultController WritableStream WritableStreamDefaultWriter WritableStreamDefaultController TextEncoderStream TextDecoderStream CompressionStream DecompressionStream ByteLengthQueuingStrategy CountQueuingStrategy' },
  },
  string_decoder: { category: 'computing', live: true, members: { pure: 'StringDecoder' } },
  sys: 'util',
  test: { category: 'engine', prefixed: true, members: { handle: 'skip todo only after afterEach before beforeEach describe it run suite test mock snapshot assert expectFailure getTestContext' } },
  'test/reporters': { category: 'engine', prefixed: true, members: { handle: 'dot junit spec tap lcov' } },
  timers: { category: 'timers', members: { schedule: 'setTimeout clearTimeout setImmediate clearImmediate setInterval clearInterval active enroll unenroll', handle: 'promises' } },
  'timers/promises': { category: 'timers', members: { schedule: 'setTimeout setImmediate setInterval', handle: 'scheduler' } },
  tls: {
    category: 'network',
    members: {
      value: 'getCiphers getCACertificates getCertificateCompressionAlgorithms rootCertificates convertALPNProtocols checkServerIdentity',
      effect: 'setDefaultCACertificates',
      handle: 'createSecureContext SecureContext TLSSocket Server createServer connect createSecurePair',
    },
  },
  trace_events: { category: 'engine', members: { value: 'getEnabledCategories', handle: 'createTracing' } },
  tty: { category: 'input and output', members: { value: 'isatty', handle: 'ReadStream WriteStream' } },
  url: { category: 'computing', live: true, members: { pure: 'Url parse resolve resolveObject format URL URLSearchParams URLPattern domainToASCII domainToUnicode pathToFileURL fileURLToPath fileURLToPathBuffer urlToHttpOptions' } },
  util: {
    category: 'computing',
    live: true,
    members: {
      pure: 'callbackify deprecate format formatWithOptions getSystemErrorMap getSystemErrorMessage getSystemErrorName inherits inspect isArray isBoolean isBuffer isDeepStrictEqual isNull isNullOrUndefined isNumber isString isSymbol isUndefined isRegExp isObject isDate isError isFunction isPrimitive markPromiseAsHandled promisify stripVTControlCharacters toUSVString transferableAbortSignal transferableAbortController aborted types parseEnv parseArgs TextDecoder TextEncoder MIMEType MIMEParams diff convertProcessSignalToExitCode',
      uncovered: 'debounce throttle debug debuglog log styleText getCallSite getCallSites setTraceSigInt',
    },
  },
  'util/types': { category: 'computing', live: true, members: { pure: 'isExternal isDate isArgumentsObject isBigIntObject isBooleanObject isNumberObject isStringObject isSymbolObject isNativeError isRegExp isAsyncFunction isGeneratorFunction isGeneratorObject isPromise isMap isSet isMapIterator isSetIterator isWeakMap isWeakSet isArrayBuffer isDataView isSharedArrayBuffer isProxy isModuleNamespaceObject isAnyArrayBuffer isBoxedPrimitive isArrayBufferView isTypedArray isUint8Array isUint8ClampedArray isUint16Array isUint32Array isInt8Array isInt16Array isInt32Array isFloat16Array isFloat32Array isFloat64Array isBigInt64Array isBigUint64Array isEventTarget isKeyObject isCryptoKey' } },
  v8: {
    category: 'engine',
    members: {
      value: 'cachedDataVersionTag getHeapStatistics getHeapSpaceStatistics getHeapCodeStatistics getCppHeapStatistics isStringOneByteRepresentation queryObjects deserialize serialize',
      effect: 'setFlagsFromString takeCoverage stopCoverage writeHeapSnapshot setHeapSnapshotNearHeapLimit setHeapProfileNearHeapLimit',
      handle: 'getHeapSnapshot Serializer Deserializer DefaultSerializer DefaultDeserializer promiseHooks startupSnapshot GCProfiler startCpuProfile startHeapProfile',
    },
  },
  vfs: { category: 'files', prefixed: true, members: { handle: 'create registerProvider VirtualFileSystem VirtualProvider MemoryProvider RealFSProvider ZipProvider' } },
  vm: { category: 'engine', members: { value: 'isContext', effect: 'runInContext runInNewContext runInThisContext measureMemory', handle: 'Script createContext createScript compileFunction Module SourceTextModule SyntheticModule', pure: 'constants' } },
  wasi: { category: 'engine', members: { uncovered: 'WASI' } },
  worker_threads: {
    category: 'processes',
    members: {
      value: 'isMainThread isInternalThread threadId threadName resourceLimits workerData getEnvironmentData isMarkedAsUntransferable',
      effect: 'markAsUntransferable markAsUncloneable moveMessagePortToContext receiveMessageOnPort postMessageToThread setEnvironmentData',
      handle: 'MessagePort MessageChannel parentPort BroadcastChannel locks SHARE_ENV',
      uncovered: 'Worker',
    },
  },
  zlib: {
    category: 'computing',
    members: {
      value: 'crc32 deflateSync gzipSync deflateRawSync unzipSync inflateSync gunzipSync inflateRawSync brotliCompressSync brotliDecompressSync zstdCompressSync zstdDecompressSync createZipArchiveSync getMaxZipContentSize',
      effect: 'setMaxZipContentSize zipFiles createZipArchive deflate gzip deflateRaw unzip inflate gunzip inflateRaw brotliCompress brotliDecompress zstdCompress zstdDecompress',
      handle: 'Deflate Inflate Gzip Gunzip DeflateRaw InflateRaw Unzip BrotliCompress BrotliDecompress ZstdCompress ZstdDecompress ZipEntry ZipFile ZipBuffer createDeflate createInflate createDeflateRaw createInflateRaw createGzip createGunzip createUnzip createBrotliCompress createBrotliDecompress createZstdCompress createZstdDecompress',
      pure: 'constants codes',
    },
  },
  'zlib/iter': { category: 'streams', prefixed: true, members: { handle: 'compressBrotli compressDeflate compressGzip compressZstd decompressBrotli decompressDeflate decompressGzip decompressZstd', value: 'compressBrotliSync compressDeflateSync compressGzipSync compressZstdSync decompressBrotliSync decompressDeflateSync decompressGzipSync decompressZstdSync' } },
};
