// SPDX-License-Identifier: GPL-2.0-only
///
/// Give a slab cache that is created once static storage: a struct
/// kmem_cache_opaque that kmem_cache_setup() sets up, in place of a pointer
/// that kmem_cache_create() returns. Its address is a constant.
///
//# Converted is a pointer at file scope of which it can be proved that one
//# place sets it, that it runs once, that nothing tests or changes the pointer,
//# and that its name, which becomes a constant, means nothing else. All other
//# creations stay as they are; modes report and org say why.
//#
//# A pointer that several files share is converted in all of them or in none:
//# give spatch the headers too, or the whole tree with --include-headers.
//#
//# Rules only match and edit. What they may edit is decided by the Python code
//# below, which reads the files, looks in the rest of the kernel tree for other
//# uses (with git grep), chooses names, and wraps lines as checkpatch wants.
//# Output of mode patch has hunks for vmlinux.lds.h, which is no C: the lines
//# of caches that were a runtime constant go away.
///
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: kmem_cache_create, KMEM_CACHE, kmem_cache_setup
// Comments: /proc/self/cmdline tells which files were given; STATIC_CACHE_INDEX
//	in the environment names a file that runs over parts of one list share

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@
import bisect
import difflib
import json
import os
import re
import subprocess
import sys

# How a cache is made, how one with static storage is set up, and which
# argument holds the flags.
MAKE = {
	"kmem_cache_create":		("kmem_cache_setup", 3),
	"kmem_cache_create_usercopy":	("kmem_cache_setup_usercopy", 3),
	"KMEM_CACHE":			("KMEM_CACHE_SETUP", 1),
	"KMEM_CACHE_USERCOPY":		("KMEM_CACHE_SETUP_USERCOPY", 1),
}
ERRNAMES = ("err", "ret", "error", "rc", "retval", "res", "r", "result",
	    "status", "rv")
INITCALL = re.compile(r"(module_init|\w*_initcall(_sync)?|console_initcall)$")
EXPORT = re.compile(r"EXPORT_SYMBOL(_GPL|_NS|_NS_GPL|_FOR_MODULES|_IF_KUNIT)?$")
# Macros that turn an argument into a name.
NAMING = re.compile(r"(__stringify|STR|DEFINE_\w+|DECLARE_\w+|module_param\w*|"
		    r"list_for_each\w*|container_of)$")
LINE = 80

TOKEN = re.compile(
	r"(?P<skip>/\*.*?\*/|//[^\n]*|[ \t\f\r]+|\\\r?\n)|(?P<nl>\n)|"
	r"(?P<str>\w?\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|"
	r"(?P<id>[A-Za-z_]\w*)|(?P<num>\.?\d[\w.]*)|"
	r"(?P<op>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|"
	r"\.\.\.|##|.)", re.S)

# For grep: many times faster, and no name has other letters.
os.environ["LC_ALL"] = "C"

def die(text):
	print("static_cache: " + text, file=sys.stderr)
	sys.stderr.flush()
	os._exit(2)

class Refuse(Exception):
	def __init__(self, why, where=None):
		super().__init__(why)
		self.why = why
		self.where = where

class Token:
	__slots__ = ("s", "kind", "off", "line", "col", "brace", "paren", "pp", "i")

class Function:
	__slots__ = ("name", "head", "open", "close", "static", "init")

class Source:
	"""The tokens of one file, without comments, and its functions."""
	def __init__(self, path):
		self.path = path
		with open(path, encoding="latin-1", newline="") as f:
			self.text = f.read()
		self.toks = []
		self.where = {}
		self.includes = []
		self.scan()
		self.find_functions()

	def scan(self):
		text, toks = self.text, self.toks
		line, start = 1, 0
		brace = paren = 0
		pp = None
		fresh = True
		stack = []
		for m in TOKEN.finditer(text):
			kind, s = m.lastgroup, m.group()
			if kind == "nl":
				line, start = line + 1, m.end()
				fresh, pp = True, None
				continue
			if kind == "skip":
				if "\n" in s:
					line += s.count("\n")
					start = m.start() + s.rindex("\n") + 1
				continue
			if fresh and s == "#":
				end = re.compile(r"(?:[^\n\\]|\\.)*", re.S).match(text, m.start()).group()
				pp = re.match(r"#\s*(\w*)", end).group(1) or "#"
				if pp == "include":
					inc = re.match(r'#\s*include\s*([<"])([^>"]*)', end)
					if inc:
						self.includes.append((inc.group(2), inc.group(1),
								      bool(stack), line))
				# Only one branch of an #if counts for the braces.
				elif pp in ("if", "ifdef", "ifndef"):
					stack.append((brace, paren))
				elif pp in ("else", "elif") and stack:
					brace, paren = stack[-1]
				elif pp == "endif" and stack:
					stack.pop()
			fresh = False
			t = Token()
			t.s, t.kind, t.off, t.line = s, kind, m.start(), line
			t.col, t.pp, t.i = m.start() - start, pp, len(toks)
			if not pp:
				# In kernel style these end and begin a function.
				if s in "{}" and t.col == 0:
					brace, paren = (1 if s == "}" else 0), 0
				if s == "}":
					brace = max(0, brace - 1)
				elif s == ")":
					paren = max(0, paren - 1)
			t.brace, t.paren = brace, paren
			if not pp:
				if s == "{":
					brace += 1
				elif s == "(":
					paren += 1
			toks.append(t)
			if kind == "id":
				self.where.setdefault(s, []).append(t)

	def find_functions(self):
		self.functions = []
		toks = self.toks
		i, last = 0, 0
		while i < len(toks):
			t = toks[i]
			if t.pp or t.brace:
				i += 1
				continue
			if t.s in (";", "}"):
				last = i + 1
			elif t.s == "{":
				j = i + 1
				while j < len(toks) and (toks[j].pp or toks[j].brace or toks[j].s != "}"):
					j += 1
				head = [k for k in toks[last:i] if not k.pp]
				name = next((k for n, k in enumerate(head[:-1])
					     if k.kind == "id" and head[n + 1].s == "("
					     and not k.s.startswith("__attribute")), None)
				if name and not any(k.s == "=" and not k.paren for k in head):
					f = Function()
					words = [k.s for k in head]
					f.name = name.s
					if re.match(r"(COMPAT_)?SYSCALL_DEFINE", f.name):
						f.name = ""
					f.head, f.open, f.close = name, i, min(j, len(toks) - 1)
					f.static = "static" in words
					f.init = "__init" in words or "__init_or_module" in words
					self.functions.append(f)
				i = j
				last = j + 1
			i += 1
		self.opens = [f.open for f in self.functions]

	def function_of(self, t):
		n = bisect.bisect(self.opens, t.i) - 1
		if n >= 0 and self.functions[n].open < t.i <= self.functions[n].close:
			return self.functions[n]
		return None

	def tok(self, i):
		return self.toks[i] if 0 <= i < len(self.toks) else self.toks[-1]

	def before(self, i):
		"""The token before token i; preprocessor lines do not count."""
		i -= 1
		while i > 0 and self.toks[i].pp:
			i -= 1
		return self.toks[i]

	def is_seq(self, i, *words):
		return [t.s for t in self.toks[i:i + len(words)]] == list(words)

	# The token that closes the bracket at i.
	def match(self, i):
		depth = 0
		for j in range(i, len(self.toks)):
			if self.toks[j].s in "([{":
				depth += 1
			elif self.toks[j].s in ")]}":
				depth -= 1
				if not depth:
					return j
		raise Refuse("brackets that do not match", self.toks[i])

	# The token after the statement that begins at i.
	def after_statement(self, i):
		toks = self.toks
		if toks[i].s == "{":
			return self.match(i) + 1
		if toks[i].s in ("if", "for", "while", "switch"):
			j = self.after_statement(self.match(i + 1) + 1)
			if toks[i].s == "if" and self.tok(j).s == "else":
				j = self.after_statement(j + 1)
			return j
		while toks[i].s != ";":
			i = self.match(i) + 1 if toks[i].s in "([{" else i + 1
		return i + 1

	def text_of(self, i, j):
		"""Source of tokens i..j-1, on one line."""
		a, b = self.toks[i].off, self.toks[j - 1].off + len(self.toks[j - 1].s)
		return re.sub(r"\s*\\?\n\s*", " ", self.text[a:b])

	# The arguments of the call whose "(" is at i: pairs of token indices.
	def arguments(self, i):
		end = self.match(i)
		args, first, j = [], i + 1, i + 1
		while j < end:
			if self.toks[j].pp:
				raise Refuse("preprocessor lines inside the call", self.toks[i])
			if self.toks[j].s in "([{":
				j = self.match(j)
			elif self.toks[j].s == ",":
				args.append((first, j))
				first = j + 1
			j += 1
		args.append((first, end))
		return args

	def indent_of(self, t):
		a = self.text.rfind("\n", 0, t.off) + 1
		return re.match(r"[ \t]*", self.text[a:]).group()

class Edit:
	"""One change: its kind names the rule below that makes it."""
	def __init__(self, cache, kind, tok, text):
		self.cache = cache
		self.kind, self.tok, self.text = kind, tok, text
		self.done = False

class Cache:
	"""What is known of one pointer, and what becomes of it."""
	def __init__(self, name):
		self.name = name
		self.new = None
		self.edits = {}		# path: [Edit]
		self.refused = None
		self.where = None
		self.alias = None	# the macro of a runtime constant
		self.broken = None	# why spatch cannot make the edits

	def add(self, src, kind, tok, text=""):
		self.edits.setdefault(src.path, []).append(
			Edit(self, kind, tok, text))

class Tree:
	def __init__(self):
		self.sources = {}
		self.caches = {}
		self.grep_cache = {}
		self.once_cache = {}
		self.plans = {}
		self.root = None
		self.is_git = False
		self.given = None
		self.usercopied = None
		self.primed = None

	def source(self, path):
		path = os.path.normpath(path)
		if path not in self.sources:
			self.sources[path] = Source(path)
		return self.sources[path]

	def set_root(self, path):
		"""The kernel tree that path is in, or None: then a file is alone."""
		if self.root is not None:
			return
		d = os.path.dirname(os.path.abspath(path))
		while d != "/":
			if os.path.exists(os.path.join(d, "include/linux/slab.h")):
				self.root = d
				self.is_git = os.path.exists(os.path.join(d, ".git"))
				if not os.path.exists(os.path.join(d, "include/linux/slab-static.h")):
					die("%s has no include/linux/slab-static.h: apply the "
					    "series that adds it first" % d)
				return
			d = os.path.dirname(d)
		self.root = ""

	def rel(self, path):
		path = os.path.abspath(path)
		if self.root and path.startswith(self.root + "/"):
			return path[len(self.root) + 1:]
		return os.path.relpath(path)

	# Paths as spatch names them: relative to the current directory if given so.
	def here(self, rel):
		full = os.path.join(self.root, rel)
		cwd = os.getcwd()
		return os.path.normpath(full[len(cwd) + 1:] if full.startswith(cwd + "/") else full)

	def grep(self, words, *paths):
		"""Files of the tree with one of words as an identifier."""
		key = (tuple(words), paths)
		if self.primed is None:
			self.prime()
		if words[0] in self.primed:
			return [f for f in self.primed[words[0]]
				if "*.c" in paths or f.endswith(".h")]
		if key in self.grep_cache:
			return self.grep_cache[key]
		expr = [x for w in words for x in ("-e", w)]
		if self.is_git:
			cmd = ["git", "-C", self.root, "grep", "-lwF", "--no-recurse-submodules"] + expr + \
				["--"] + list(paths)
		else:
			cmd = ["grep", "-rlwF", "--exclude-dir=tools", "--exclude-dir=Documentation"] + \
				["--include=" + p.split("/")[-1] for p in paths if "*" in p] + \
				expr + ["."]
		cwd = self.root
		out = subprocess.run(cmd, cwd=cwd, stdout=subprocess.PIPE,
				     stderr=subprocess.DEVNULL).stdout.decode("latin-1")
		files = sorted(os.path.normpath(f) for f in out.splitlines())
		self.grep_cache[key] = files
		return files

	def prime(self):
		"""Look for many words at once when a whole folder is to be read."""
		self.primed = {}
		self.is_given(self.root)
		if not self.many or not self.is_git:
			return
		self.given = sorted(set(self.given))
		# Several runs over parts of one list can share the answers.
		index = os.environ.get("STATIC_CACHE_INDEX")
		if index and os.path.exists(index):
			with open(index) as f:
				self.primed = json.load(f)
			return
		run = lambda *a: subprocess.run(["git", "-C", self.root, "grep"] + list(a),
			stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("latin-1")
		words = set()
		for f in run("-lE", "|".join(MAKE), "--", "*.c", ":!tools").splitlines():
			if not self.is_given(self.here(f)):
				continue
			src = self.source(self.here(f))
			static = set(d[0].s for d in pointer_declarations(src) if "static" in d[1])
			for t in sites(src):
				name, func = src.tok(t.i - 2).s, src.function_of(t)
				if src.tok(t.i - 1).s != "=" or src.tok(t.i - 3).s in (".", "->"):
					continue
				if not re.match(r"[A-Za-z_]\w*$", name):
					continue
				if name not in static:
					words.add(name)
				words.add(storage_of(name))
				if not func.static and not func.init and func.name:
					words.add(func.name)
		if not words:
			return
		self.primed = {w: set() for w in words}
		# git grep tries one word after the other, grep all at once.
		out = subprocess.run("git ls-files -z '*.c' '*.h' '*.S' ':!tools' ':!Documentation' |"
				     "xargs -0 grep -owHF '%s'" % "\n".join(sorted(words)), shell=True,
				     cwd=self.root, stdout=subprocess.PIPE).stdout.decode("latin-1")
		for line in out.splitlines():
			f, w = line.rsplit(":", 1)
			self.primed[w].add(f)
		self.primed = {w: sorted(fs) for w, fs in self.primed.items()}
		if index:
			with open("%s.%d" % (index, os.getpid()), "w") as f:
				json.dump(self.primed, f)
			os.rename(f.name, index)

	def users(self, word):
		"""C files and headers of the tree that mention word."""
		return self.grep([word], "*.c", "*.h", "*.S", ":!tools", ":!Documentation")

	def in_userspace(self, rel):
		"""Whether tools/testing builds this file too, with a slab.h of its own."""
		if not self.root:
			return False
		if self.usercopied is None:
			cmd = ["grep", "-rhoE", r"\.\./(lib|mm|kernel|fs)/[a-z0-9_/-]+\.c",
			       os.path.join(self.root, "tools/testing")]
			out = subprocess.run(cmd, stdout=subprocess.PIPE,
					     stderr=subprocess.DEVNULL).stdout.decode("latin-1")
			self.usercopied = set(l[3:] for l in out.split())
		return rel in self.usercopied

	# What spatch was given: a cache is converted in all its files or in none.
	def is_given(self, path):
		if self.given is None:
			try:
				with open("/proc/self/cmdline") as f:
					args = f.read().split("\0")[1:]
			except OSError:
				args = []
			for a, b in zip(args, args[1:]):
				if a == "--file-groups":
					with open(b) as f:
						args += f.read().split("\n")
			# What belongs to an option is not given to be changed.
			self.given = [os.path.abspath(b) for a, b in zip([""] + args, args)
				      if b and not b.startswith("-") and os.path.exists(b) and
				      a not in ("-I", "-D", "--include", "--patch", "--cocci-file",
						"--sp-file", "--file-groups", "--jobs", "--chunksize")]
			self.inplace = "--in-place" in args
			self.many = "--dir" in args or "--file-groups" in args
		path = os.path.abspath(path)
		return any(path == g or path.startswith(g.rstrip("/") + "/") for g in self.given)

	# --- created once? -------------------------------------------------

	def once(self, src, func, seen=()):
		"""None if func runs once in the life of kernel or module, else why not."""
		if func.init or func.name in ("start_kernel", "init_module"):
			return None
		key = (src.path, func.name)
		if key in seen or not func.name:
			return "%s() may run more than once" % (func.name or "a system call")
		if key not in self.once_cache:
			self.once_cache[key] = self.once_uncached(src, func, seen + (key,))
		return self.once_cache[key]

	def once_uncached(self, src, func, seen):
		paths = [src.path]
		if not func.static and self.root:
			paths = [self.here(f) for f in self.users(func.name)]
			if src.path not in paths:
				paths.append(src.path)
		called = False
		for path in paths:
			if path.endswith(".S"):
				return "%s() is called from %s" % (func.name, self.rel(path))
			s = self.source(path)
			own = [f for f in s.functions if f.name == func.name]
			if path != src.path and any(f.static for f in own):
				continue	# another function of that name
			for t in s.where.get(func.name, []):
				if any(f.head is t for f in own):
					continue
				if s.tok(t.i - 1).s in (".", "->"):
					continue
				f = s.function_of(t)
				where = "%s:%d" % (self.rel(path), t.line)
				if t.pp:
					return "%s() is called by a macro, %s" % (func.name, where)
				if not f:
					if INITCALL.match(s.tok(t.i - 2).s):
						called = True
						continue
					if s.tok(t.i + 1).s == "(" and s.tok(t.i - 1).s != "=":
						continue	# prototype
					if EXPORT.match(s.tok(t.i - 2).s):
						return "%s() is exported and may run more than once" % func.name
					return "%s() is called through a pointer, %s" % (func.name, where)
				if s.tok(t.i + 1).s != "(":
					return "%s() is called through a pointer, %s" % (func.name, where)
				if in_loop(s, f, t):
					return "%s() is called in a loop, %s" % (func.name, where)
				why = self.once(s, f, seen)
				if why:
					return why
				called = True
		if not called:
			return "%s() has no caller that runs once" % func.name
		return None

tree = Tree()

def in_loop(src, func, t):
	i = func.open + 1
	toks = src.toks
	while i < t.i:
		if toks[i].s in ("for", "while", "do") or \
		   (toks[i].kind == "id" and "for_each" in toks[i].s):
			j = i + 1
			if toks[j].s == "(":
				j = src.match(j) + 1
			if src.tok(j).s != ";":
				try:
					end = src.after_statement(j)
				except IndexError:
					return True
				if i < t.i < end:
					return True
		i += 1
	return False

# --- one file --------------------------------------------------------------

def pointer_declarations(src):
	"""File-scope declarations of pointers to caches: the token of the name, the words
	before, attributes, what ends it (a comma also for what follows one), and where"""
	found = []
	for t in src.where.get("kmem_cache", []):
		if t.brace or t.paren or t.pp or src.tok(t.i - 1).s != "struct":
			continue
		words = []
		j = t.i - 2
		while j >= 0 and not src.toks[j].pp and src.toks[j].kind == "id":
			words.append(src.toks[j].s)
			j -= 1
		if not src.is_seq(t.i + 1, "*"):
			continue
		at, first = t.i + 2, True
		while True:
			name = src.tok(at)
			attrs = []
			while name.kind == "id" and src.tok(name.i + 1).kind == "id" and \
			      name.s.startswith("__") and name.s in ("__ro_after_init", "__read_mostly"):
				name = src.tok(name.i + 1)
			if name.kind != "id" or name.s in ("const", "__rcu", "volatile"):
				break
			j = name.i + 1
			while src.tok(j).kind == "id":
				attrs.append(src.tok(j).s)
				j += 1
				if src.tok(j).s == "(":
					attrs.append("(")
					j = src.match(j) + 1
			end = src.tok(j).s
			found.append((name, words, attrs, end if first else ",", j))
			if not src.is_seq(j, ",", "*"):
				break
			at, first = j + 2, False
	return found

def null_test(src, i, end, name):
	"""The name token if tokens i..end-1 say that the pointer is NULL."""
	while src.tok(i).s in ("unlikely", "(") and src.tok(end - 1).s == ")" and \
	      src.match(i if src.tok(i).s == "(" else i + 1) == end - 1:
		i += 1 if src.tok(i).s == "(" else 2
		end -= 1
	words = [t.s for t in src.toks[i:end]]
	if words == ["!", name]:
		return src.toks[i + 1]
	if words == [name, "==", "NULL"]:
		return src.toks[i]
	if words == ["NULL", "==", name]:
		return src.toks[i + 2]
	return None

def width(text, col=0):
	for c in text:
		col = (col | 7) + 1 if c == "\t" else col + 1
	return col

def tabs(col):
	return "\t" * (col >> 3) + " " * (col & 7)

def layout(indent, head, args, tail):
	"""A call, wrapped as checkpatch wants it."""
	def fill(start, limit):
		lines, line = [], start
		for n, a in enumerate(args):
			last = n == len(args) - 1
			piece = a + (tail if last else ",")
			sep = "" if not lines and n == 0 else " "
			if n and width(line + sep + piece) > limit:
				lines.append(line)
				line, sep = pad, ""
			if width(line + sep + piece) > limit and " | " in piece:
				for k, part in enumerate(piece.split(" | ")):
					part += " |" if k < piece.count(" | ") else ""
					s = sep if k == 0 else " "
					if width(line + s + part) > limit and line != pad:
						lines.append(line)
						line, s = pad, ""
					line += s + part
			else:
				line += (sep if line != pad else "") + piece
		lines.append(line)
		return lines
	start = indent + head + "("
	pad = tabs(width(start))
	lines = fill(start, LINE)
	if max(width(l) for l in lines) > LINE:
		wide = fill(start, 100)
		if max(width(l) for l in wide) <= 100:
			lines = wide
	lines[0] = lines[0][len(indent):]
	return "\n".join(lines)

def storage_of(name):
	"""What linux/slab-static.h calls the storage of the cache name."""
	return name + "_storage"

def check_storage(cache, src, info):
	"""The name of the storage; refuse if something has it already."""
	new = storage_of(info["runtime"] or cache.name)
	hits = [p for p in info["files"] if new in tree.source(p).where]
	if not hits and tree.root:
		# A static name must differ from what headers have, a global one
		# from everything.
		paths = ["*.h"] if info["static"] else ["*.c", "*.h", "*.S"]
		hits = [h for h in tree.grep([new], *paths, ":!tools", ":!Documentation")
			if new in tree.source(tree.here(h)).where]
	if hits:
		raise Refuse("%s is the name of something else, in %s" % (new, tree.rel(hits[0])))
	return new

# --- the uses of a pointer -----------------------------------------------

KEYWORDS = ("return", "if", "while", "switch", "sizeof", "typeof", "__typeof__",
	    "case", "else")

def check_use(src, t, name):
	"""Refuse unless the macro can stand here, where a value is wanted."""
	prev, nxt = src.tok(t.i - 1) if t.pp else src.before(t.i), src.tok(t.i + 1)
	if t.pp and t.pp not in ("define",):
		raise Refuse("used in a preprocessor line", t)
	if t.pp == "define" and src.tok(t.i - 1).s == "define":
		raise Refuse("also the name of a macro", t)
	if prev.s in (".", "->"):
		raise Refuse("also the name of a member", t)
	if prev.s in ("struct", "union", "enum"):
		raise Refuse("also the name of a struct", t)
	if prev.s == "goto" or (nxt.s == ":" and prev.s in (";", "{", "}", ":") and
				src.tok(t.i - 2).s != "?"):
		raise Refuse("also the name of a label", t)
	if prev.s in ("#", "##") or nxt.s == "##":
		raise Refuse("part of a name that a macro makes", t)
	if prev.s == "&" and (src.tok(t.i - 2).s in ("(", ",", "=", "return", "{", "?", ":", "&&", "||", ";")):
		raise Refuse("its address is taken", t)
	if nxt.s in ("=", "+=", "-=", "++", "--", "|=", "&=") or prev.s in ("++", "--"):
		raise Refuse("assigned more than once", t)
	if nxt.s == "(":
		raise Refuse("also the name of a function", t)
	if nxt.s == "[":
		raise Refuse("an array", t)
	if prev.s == "*" and src.tok(t.i - 2).kind == "id" and src.tok(t.i - 2).s not in KEYWORDS \
	   and (nxt.s in (",", ";", ")", "=") and (src.tok(t.i - 3).s in ("struct", ",", "(", ";", "{", "}", "const"))):
		raise Refuse("also the name of a parameter or variable", t)
	if prev.kind == "id" and prev.s not in KEYWORDS and not prev.pp and prev.s != "__always_unused":
		raise Refuse("also the name of a variable", t)
	if prev.s == "!" or nxt.s == "?" or \
	   (nxt.s in ("==", "!=") and src.tok(t.i + 2).s in ("NULL", "0")) or \
	   (prev.s in ("==", "!=") and src.tok(t.i - 2).s in ("NULL", "0")):
		raise Refuse("tested for NULL", t)
	opener = prev.s
	if opener in ("&&", "||") or nxt.s in ("&&", "||"):
		# (a && s == cache) is a comparison, not a test
		if not (prev.s in ("==", "!=") or nxt.s in ("==", "!=")):
			raise Refuse("tested for NULL", t)
	if prev.s == "(":
		f = src.tok(t.i - 2).s
		if f in ("if", "while", "likely", "unlikely", "BUG_ON", "WARN_ON", "WARN_ON_ONCE",
			 "VM_BUG_ON", "ASSERT") and nxt.s == ")":
			raise Refuse("tested for NULL", t)
		if f in ("IS_ERR", "PTR_ERR", "IS_ERR_OR_NULL", "PTR_ERR_OR_ZERO"):
			raise Refuse("tested for an error pointer", t)
		if f in ("sizeof", "typeof", "__typeof__") or NAMING.match(f):
			raise Refuse("used in %s()" % f, t)
	if not src.function_of(t) and not t.pp:
		raise Refuse("part of a static initializer or another declaration", t)

def local_ints(src, func):
	"""Variables of func that can hold an errno: name -> declaring token"""
	out = {}
	i = func.open + 1
	while i < func.close:
		if src.toks[i].s == "int" and src.toks[i].brace == 1 and \
		   src.tok(i - 1).s in ("{", ";", "}"):
			j = i + 1
			while True:
				if src.tok(j).kind != "id":
					break
				out[src.tok(j).s] = src.tok(j)
				while src.tok(j).s not in (",", ";"):
					j = src.match(j) + 1 if src.tok(j).s in "([{" else j + 1
				if src.tok(j).s == ";":
					break
				j += 1
			i = j
		i += 1
	return out

def returns_int(src, func):
	i = func.head.i - 1
	words = []
	while i >= 0 and src.toks[i].kind == "id" and not src.toks[i].pp:
		words.append(src.toks[i].s)
		i -= 1
	return "int" in words and src.toks[i].s != "*"

def dead_after(src, func, var, i, writers):
	"""Whether var is written before it is read from token i on.

	Nothing may jump away before that."""
	while i < func.close:
		t = src.toks[i]
		if t.pp or t.s in ("goto", "for", "while", "do", "switch", "break", "continue"):
			return False
		if writers.get(i) == var:
			return True
		if t.s == "return" and t.brace == 1 and src.tok(i - 1).s in (";", "}", "{"):
			return var not in [k.s for k in src.toks[i:src.after_statement(i)]]
		if t.s == var and src.tok(i + 1).s != "=":
			return False
		if t.s == var:
			stop = src.after_statement(i)
			if var in [k.s for k in src.toks[i + 1:stop]]:
				return False
			if t.brace == 1 and (src.tok(i - 1).s in (";", "}", "{") or
					     src.is_seq(i - 3, "if", "(", "(")):
				return True
			# In a branch that leaves: it does not matter for the rest.
			if src.tok(i - 1).s not in (";", "{") or t.brace == 1:
				return False
			last = stop
			while src.toks[stop].s != "}":
				last = stop
				stop = src.after_statement(stop)
			if src.toks[last].s not in ("goto", "return"):
				return False
			i = stop
		i += 1
	return True

def flags_with_panic(text):
	text = text.strip()
	if text == "0":
		return "SLAB_PANIC"
	m = re.match(r"\((.*)\)$", text)
	if m and "(" not in m.group(1):
		return "(%s | SLAB_PANIC)" % m.group(1)
	return text + " | SLAB_PANIC"

def plan_creation(cache, src, site, func, writers):
	"""Edits of the creation at token site and of the test after it."""
	name = cache.name
	call = site.i + 1
	end = src.match(call)
	setup, nflag = MAKE[site.s]
	args = src.arguments(call)
	if any(t.s == name for t in src.toks[call:end]):
		raise Refuse("the name of the cache is also in what it is made of", site)
	if len(args) <= nflag:
		raise Refuse("arguments that are not understood", site)
	texts = [src.text_of(a, b) for a, b in args]
	texts[nflag] = re.sub(r"\s*\|\s*", " | ", texts[nflag])
	flagwords = [t.s for t in src.toks[args[nflag][0]:args[nflag][1]]]
	panic = "SLAB_PANIC" in flagwords
	lhs = src.tok(site.i - 2)
	start = lhs.i
	used = {lhs.i}

	def call_text(indent, lead="", tail=""):
		return layout(indent, lead + setup, [info_name(cache)] + texts, ")" + tail)

	indent = src.indent_of(lhs)
	before = src.before(lhs.i).s

	# if (!(p = create())) / if ((p = create()) == NULL)
	if before == "(":
		outer_open = lhs.i - 1
		outer_close = src.match(outer_open)
		if outer_close != end + 1:
			raise Refuse("created inside another expression", site)
		if src.tok(outer_open - 1).s == "!" or \
		   src.is_seq(outer_close + 1, "==", "NULL"):
			i = outer_open - (1 if src.tok(outer_open - 1).s == "!" else 0)
			if not src.is_seq(i - 2, "if", "("):
				raise Refuse("created inside another expression", site)
			close = src.match(i - 1)
			if close not in (outer_close + 1, outer_close + 3):
				raise Refuse("created inside another expression", site)
			cache.add(src, "test_setup", lhs, layout(indent + "if (", setup,
				  [info_name(cache)] + texts, ")"))
			return used, panic
		raise Refuse("created inside another expression", site)
	if before not in (";", "{", "}", ")", "else", ":"):
		raise Refuse("created inside another expression", site)
	if src.tok(end + 1).s != ";":
		raise Refuse("created inside another expression", site)
	nxt = end + 2
	# runtime_const_init(ptr, p) goes away
	if src.is_seq(nxt, "runtime_const_init", "(", "ptr", ",", name, ")", ";"):
		used.add(nxt + 4)
		cache.add(src, "runtime_init", src.toks[nxt + 4])
		nxt += 7
	plain = call_text(indent)
	alone = before in (")", "else")

	# Is there a test?
	if src.is_seq(nxt, "BUG_ON", "("):
		close = src.match(nxt + 1)
		t = null_test(src, nxt + 2, close, name)
		if t:
			if not panic:
				texts[nflag] = flags_with_panic(texts[nflag])
			cache.add(src, "bug", t)
			cache.add(src, "setup", lhs, call_text(indent))
			return used | {t.i}, True
	if src.is_seq(nxt, "return"):
		stop = src.after_statement(nxt)
		words = [k.s for k in src.toks[nxt + 1:stop - 1]]
		while words and words[0] == "(" and words[-1] == ")":
			words = words[1:-1]
		e = ["-", "ENOMEM"]
		if words in ([name, "?", "0", ":"] + e, ["!", name, "?"] + e + [":", "0"],
			     [name, "==", "NULL", "?"] + e + [":", "0"],
			     ["(", name, "==", "NULL", ")", "?"] + e + [":", "0"],
			     ["(", "!", name, ")", "?"] + e + [":", "0"],
			     [name, "!=", "NULL", "?", "0", ":"] + e):
			t = next(k for k in src.toks[nxt:stop] if k.s == name)
			cache.add(src, "return_choice", lhs, call_text(indent, "return "))
			return used | {t.i}, panic
	if src.is_seq(nxt, "if", "("):
		close = src.match(nxt + 1)
		t = null_test(src, nxt + 2, close, name)
		# if (p) return 0; return -ENOMEM;
		if not t and [k.s for k in src.toks[nxt + 2:close]] in ([name], [name, "!=", "NULL"]) and \
		   src.is_seq(close + 1, "return", "0", ";", "return", "-", "ENOMEM", ";"):
			cache.add(src, "return_positive", lhs, call_text(indent, "return "))
			return used | {nxt + 2}, panic
		if t:
			used.add(t.i)
			plan_test(cache, src, func, lhs, t, nxt, close, panic, plain,
				  call_text, writers, setup, texts, nflag)
			return used, panic
	if src.is_seq(nxt, "if", "(") and src.tok(nxt + 2).s.startswith(("IS_ERR", "PTR_ERR")):
		raise Refuse("tested for an error pointer", src.toks[nxt])
	if not panic:
		raise Refuse("failure is not tested right after the creation", site)
	cache.add(src, "setup", lhs, plain)
	return used, panic

def info_name(cache):
	return cache.alias or cache.name

def plan_test(cache, src, func, lhs, t, iff, close, panic, plain, call_text,
	      writers, setup, texts, nflag):
	name = cache.name
	body = close + 1
	stop = src.after_statement(body)
	toks = src.toks[body:stop]
	words = [k.s for k in toks]
	if any(k.pp for k in src.toks[lhs.i:stop]):
		raise Refuse("preprocessor lines between creation and test", t)
	if src.tok(stop).s == "else":
		raise Refuse("the test for NULL has an else", t)
	if name in words:
		raise Refuse("used where it is NULL", t)
	indent = src.indent_of(lhs)

	def fused():
		cache.add(src, "fused_if", lhs, layout(src.indent_of(src.toks[iff]) + "if (", setup,
			  [info_name(cache)] + texts, ")"))

	def gone():
		"""Whether the whole test can go: nothing else hangs on it."""
		for k in toks:
			if k.kind != "id" or k.s in ("return", "goto", "ENOMEM", "NULL"):
				continue
			n = sum(1 for u in src.where[k.s] if func.open < u.i < func.close)
			if src.tok(k.i - 1).s == "goto" and n < 3:
				return False
			if src.tok(k.i + 1).s == "=" and n < 3:
				return False
		return True

	calls = [k.s for n, k in enumerate(toks[:-1])
		 if k.kind == "id" and toks[n + 1].s == "(" and k.s not in ("if", "return")]
	if panic and gone():
		cache.add(src, "setup", lhs, plain)
		cache.add(src, "dead_test", t)
		return
	inner = words[1:-1] if words and words[0] == "{" else words
	if calls == ["panic"] and inner[0] == "panic" and inner.count(";") == 1:
		texts[nflag] = flags_with_panic(texts[nflag])
		cache.add(src, "setup", lhs, call_text(indent))
		cache.add(src, "dead_test", t)
		return
	if not func or not returns_int(src, func):
		fused()
		return

	ints = local_ints(src, func)
	ret = ["return", "-", "ENOMEM", ";"]
	if inner == ret and src.is_seq(stop, "return", "0", ";") and src.tok(iff - 1).brace == 1:
		cache.add(src, "fused_return", lhs, call_text(indent, "return "))
		return
	# V = -ENOMEM in the branch, or V that is returned
	assigned = [k for n, k in enumerate(toks) if k.s in ints and
		    [x.s for x in toks[n + 1:n + 5]] == ["=", "-", "ENOMEM", ";"] and
		    src.tok(k.i - 1).s in ("{", ";")]
	codes = sum(1 for n in range(len(words)) if words[n:n + 4] == ["=", "-", "ENOMEM", ";"])
	if len(assigned) == 1 and codes == 1 and words[0] == "{":
		var = assigned[0].s
		if sum(1 for k in toks if k.s == var) == 1 + sum(
		   1 for n, k in enumerate(toks) if k.s == var and toks[n - 1].s == "return") and \
		   dead_after(src, func, var, stop, writers):
			cache.add(src, "setup", lhs, call_text(indent, var + " = "))
			two = len(inner) == 8 and inner[5] == "goto" or \
				inner[5:] == ["return", var, ";"]
			if two:
				cache.add(src, "test_braces", t, "if (%s)\n%s\t%s" % (
					var, indent, " ".join(inner[5:-1])))
			else:
				cache.add(src, "test_assign", t, var)
			writers[lhs.i] = var
			return
	if words[-4:] == ret or words[-5:] == ret + ["}"]:
		if words.count("return") == 1 and "goto" not in words:
			for var in ERRNAMES:
				if var in ints and var not in words and \
				   dead_after(src, func, var, stop, writers):
					cache.add(src, "setup", lhs, call_text(indent, var + " = "))
					cache.add(src, "test_return", t, var)
					writers[lhs.i] = var
					return
	# V = -ENOMEM before, "goto out" in the branch
	if inner and inner[0] == "goto" and len(inner) == 3:
		for var in ERRNAMES:
			if var not in ints:
				continue
			last = [k for k in src.where[var] if func.open < k.i < lhs.i]
			k = last[-1]
			held = src.is_seq(k.i + 1, "=", "-", "ENOMEM", ";")
			if held and \
			   dead_after(src, func, var, stop, writers):
				drop = held and k.i == lhs.i - 5 and \
					src.tok(k.i - 1).s in (";", "}", "{")
				cache.add(src, "setup_assigned" if drop else "setup", lhs,
					  call_text(indent, var + " = "))
				cache.add(src, "test", t, var)
				writers[lhs.i] = var
				return
	fused()

def creation_lhs(src, site):
	"""The name that the creation at site is assigned to, or why there is none."""
	eq = src.tok(site.i - 1)
	lhs = src.tok(site.i - 2)
	if eq.s == "return":
		raise Refuse("a helper returns the cache", site)
	if eq.s != "=":
		raise Refuse("not assigned to a variable", site)
	if lhs.s == "]":
		raise Refuse("an array", site)
	if lhs.kind != "id":
		raise Refuse("not assigned to a plain variable", site)
	prev = src.before(site.i - 2)
	if prev.s in (".", "->"):
		raise Refuse("a member", site)
	if prev.s == "*":
		star = src.before(prev.i)
		if star.kind == "id" and star.s == "kmem_cache":
			raise Refuse("a local variable", site)
		raise Refuse("assigned through a pointer", site)
	if prev.kind == "id" and prev.s not in ("else", "do"):
		raise Refuse("a local variable", site)
	return lhs

def sites(src):
	out = []
	for word in MAKE:
		for t in src.where.get(word, []):
			if t.pp or src.tok(t.i + 1).s != "(" or not src.function_of(t):
				continue
			out.append(t)
	return sorted(out, key=lambda t: t.i)

def related(src, name):
	"""What else in the tree is this global: sources that mention it."""
	out = [src]
	if tree.root:
		paths = [tree.here(f) for f in tree.users(name)]
	else:
		paths = cocci.files()
	for path in paths:
		if os.path.normpath(path) == src.path:
			continue
		s = tree.source(path)
		if name in s.where:
			out.append(s)
	return out

def could_include(user, header):
	"""Whether user may see what header declares; on the safe side."""
	h = tree.rel(header.path)
	u = tree.rel(user.path)
	if h.startswith("include/") or "/include/" in h:
		return True
	if os.path.dirname(h) == os.path.dirname(u):
		return True
	base = os.path.basename(h)
	return any(os.path.basename(i) == base for i, _, _, _ in user.includes)

def decide(src, name):
	"""The verdict on the pointer name that src creates or declares."""
	cache = Cache(name)
	try:
		decide_or_refuse(cache, src, name)
	except Refuse as r:
		forget(cache, src)
		cache.refused = r.why
		cache.where = r.where
	except IndexError:
		forget(cache, src)
		cache.refused = "code that is not understood"
	return cache

def forget(cache, src):
	for path, edits in cache.edits.items():
		for e in edits:
			for w in tree.writers.values():
				w.pop(e.tok.i, None) if e.kind.startswith("setup") and e.tok.s == cache.name else None
	cache.edits = {}

def decide_or_refuse(cache, src, name):
	decls = [d for d in pointer_declarations(src) if d[0].s == name]
	static = any("static" in d[1] for d in decls)
	local = [src] if static else related(src, name)
	if not static and not any(d[0].s == name for s in local for d in pointer_declarations(s)):
		raise Refuse("not declared as a pointer at file scope")

	files, defs, externs = [], [], []
	for s in local:
		ds = [d for d in pointer_declarations(s) if d[0].s == name]
		if not static and s is not src and any("static" in d[1] for d in ds):
			continue	# a pointer of another file, with the same name
		files.append(s)
		for d in ds:
			(externs if "extern" in d[1] else defs).append((s, d))
	if not defs:
		raise Refuse("not defined as a pointer at file scope")
	if len(defs) > 1:
		raise Refuse("defined more than once", defs[1][1][0])

	headers = [s for s, d in externs]
	creations, mentions = [], []
	for s in files:
		declared = any(x is s for x, d in defs + externs)
		# One that cannot see the declaration means something else.
		if not static and not declared and \
		   not any(could_include(s, h) for h in headers):
			continue
		if tree.in_userspace(tree.rel(s.path)):
			raise Refuse("also built in user space by tools/testing")
		for t in s.where[name]:
			mentions.append((s, t))
	known = set()
	for s, d in defs + externs:
		tok, words, attrs, end, j = d
		known.add((s.path, tok.i))
		if end == "=" and s.is_seq(j + 1, "NULL", ";"):
			end = ";"
		if end == "[":
			raise Refuse("an array", tok)
		if end == ",":
			raise Refuse("declared together with others", tok)
		if end != ";":
			raise Refuse("declared in a way that is not understood", tok)
		bad = [a for a in attrs if a not in ("__ro_after_init", "__read_mostly",
			"__maybe_unused", "__initdata_or_module", "____cacheline_aligned",
			"__cacheline_aligned", "____cacheline_aligned_in_smp",
			"__cacheline_aligned_in_smp", "__used")]
		if bad:
			raise Refuse("declared with %s" % bad[0], tok)

	runtime = None
	exports = []
	for s, t in mentions:
		f = s.tok(t.i - 2).s
		if s.tok(t.i + 1).s == "=" and s.tok(t.i + 2).s in MAKE and not t.pp:
			creations.append((s, t))
		elif EXPORT.match(f) and not s.function_of(t):
			exports.append((s, t))
			known.add((s.path, t.i))
		elif t.pp == "define" and f == "runtime_const_ptr":
			if s.tok(t.i - 4).s != "define":
				raise Refuse("a runtime constant of unusual form", t)
			runtime = s.tok(t.i - 3).s
			known.add((s.path, t.i))
			cache.add(s, "runtime_macro", t)
		elif t.pp == "define" and f == "ptr" and \
		     tree.rel(s.path).endswith("vmlinux.lds.h"):
			known.add((s.path, t.i))
	if not creations:
		raise Refuse("never created where it is declared")
	if len(creations) > 1:
		if len(set(s.path for s, t in creations)) > 1:
			raise Refuse("created in several files", creations[1][1])
		raise Refuse("created in more than one place", creations[1][1])
	cache.alias = runtime
	csrc, lhs = creations[0]
	site = csrc.tok(lhs.i + 2)
	func = csrc.function_of(site)
	if exports and not headers:
		raise Refuse("exported without a declaration in a header", exports[0][1])
	if not static and "static" not in defs[0][1][1] and not headers and \
	   any(s is not csrc for s, t in mentions):
		raise Refuse("used in other files without a declaration")
	if not tree.root and "static" not in defs[0][1][1] and not headers:
		raise Refuse("a global, and its header was not given")
	if csrc is not defs[0][0] and not headers:
		raise Refuse("defined in one file and created in another")

	# locals of the same name
	for s, t in mentions:
		if (s.path, t.i) in known or (s is csrc and t is lhs):
			continue
		prev = s.tok(t.i - 1)
		if prev.s == "*" and s.tok(t.i - 2).s == "kmem_cache":
			raise Refuse("also the name of a parameter or variable", t)

	# Several caches of one function are planned from the last to the first.
	writers = tree.writers.setdefault((csrc.path, func.open), {})
	used, panic = plan_creation(cache, csrc, site, func, writers)
	known |= set((csrc.path, i) for i in used)

	resets = []
	for s, t in mentions:
		if (s.path, t.i) in known:
			continue
		if s.is_seq(t.i + 1, "=", "NULL", ";") and s.before(t.i).s in (";", "{", "}") \
		   and not t.pp and s.function_of(t):
			resets.append((s, t))
			known.add((s.path, t.i))
			cache.add(s, "reset", t)
		elif s.is_seq(t.i - 2, "if", "(") and not t.pp:
			close = s.match(t.i - 1)
			w = [k.s for k in s.toks[t.i:close]]
			if w in ([name], [name, "!=", "NULL"]):
				b = close + 1
				call = ["kmem_cache_destroy", "(", name, ")", ";"]
				if s.is_seq(b, *call):
					k = b + 2
				elif s.is_seq(b, "{", *call) and s.tok(b + 6).s == "}":
					k = b + 3
				elif s.is_seq(b, "{", *call, name, "=", "NULL", ";", "}"):
					k = b + 3
					known.add((s.path, b + 6))
				else:
					raise Refuse("tested for NULL", t)
				if s.tok(s.after_statement(t.i - 2)).s == "else":
					raise Refuse("tested for NULL", t)
				known.add((s.path, t.i))
				known.add((s.path, k))
				cache.add(s, "if_destroy", t)
	for s, t in mentions:
		if (s.path, t.i) not in known:
			check_use(s, t, name)
	# Files that are included further down see the macro too.
	for s, d in defs:
		for inc, quote, _, line in s.includes:
			path = os.path.join(os.path.dirname(s.path), inc) if quote == '"' else \
				tree.here("include/" + inc) if tree.root else ""
			if line > d[0].line and os.path.isfile(path):
				below = tree.source(path)
				if below not in files:
					for t in below.where.get(name, []):
						check_use(below, t, name)
	for s, t in resets:
		gone = any(s.is_seq(k.i - 2, "kmem_cache_destroy", "(", name, ")")
			   for k in s.where[name] if s.function_of(k) is s.function_of(t) and k.i < t.i)
		if not gone:
			raise Refuse("set to NULL without being destroyed", t)

	if in_loop(csrc, func, site):
		raise Refuse("created in a loop", site)
	why = tree.once(csrc, func)
	if why:
		raise Refuse("created more than once perhaps: " + why, site)

	# Edit the declarations.
	real_static = "static" in defs[0][1][1]
	cache.new = check_storage(cache, csrc, {
		"runtime": runtime, "static": real_static, "files": [s.path for s in files] })
	macro = runtime or name
	for s, d in defs:
		kind = "define_static" if real_static else "define" if headers else "define_here"
		cache.add(s, kind + "_runtime" if runtime else kind, d[0], macro)
	for s, d in externs:
		cache.add(s, "extern", d[0], cache.new)
	for s, t in exports:
		cache.add(s, "export", t, cache.new)
	for s in (csrc, defs[0][0]):
		if not include_anchor(s):
			raise Refuse("no include in %s to put linux/slab-static.h after" % tree.rel(s.path))
	for path in list(cache.edits):
		if not tree.is_given(path):
			raise Refuse("%s has to change too and was not given" % tree.rel(path))
	cache.is_static = real_static
	cache.macro = macro
	cache.setup_in = csrc.path
	cache.def_in = defs[0][0].path

def plan_file(path):
	"""All that is to be done in the file path, and what is said of it."""
	path = os.path.normpath(path)
	if path in tree.plans:
		return tree.plans[path]
	tree.set_root(path)
	src = tree.source(path)
	plan = {"path": path, "edits": {}, "sites": [], "caches": {}, "parsed": set(), "checked": False,
		"said": False, "anchor": None, "drop_runtime": False,
		"includes": set(kind for i, quote, _, _ in src.includes for kind in
			("slab" if i == "linux/slab.h" else None,
			 "linux" if i.startswith("linux/") and quote == "<" else None,
			 "first" if i.startswith("linux/") and quote == "<" else None,
			 "local" if quote == '"' else None))}
	tree.plans[path] = plan
	names = []
	verdicts = {}
	for t in sites(src):
		try:
			lhs = creation_lhs(src, t)
			f = src.function_of(t)
			if any(k.s == lhs.s and src.tok(k.i - 1).s == "*" and
			       src.tok(k.i - 2).s == "kmem_cache" and
			       f.head.i < k.i < t.i for k in src.where[lhs.s]):
				raise Refuse("a local variable or parameter", t)
			names.append((lhs.s, t))
			plan["sites"].append((t, lhs.s, None))
		except Refuse as r:
			plan["sites"].append((t, None, r))
		except IndexError:
			plan["sites"].append((t, None, Refuse("code that is not understood", t)))
	for name, t in reversed(names):
		plan["caches"][name] = cache_for(src, name)
	for tok, words, attrs, end, j in pointer_declarations(src):
		if tok.s not in plan["caches"] and "static" not in words:
			home = creator_of(src, tok.s)
			if home:
				plan_file(home.path)
				cache_for(home, tok.s)
	gone = 0
	for c in tree.caches.values():
		for e in c.edits.get(path, []):
			plan["edits"].setdefault((e.kind, c.name), []).append(e)
			gone += e.kind in ("runtime_init", "runtime_macro")
		if c.edits and path in (c.setup_in, c.def_in) and \
		   not any(i == "linux/slab-static.h" for i, _, _, _ in src.includes):
			plan["anchor"] = include_anchor(src)
	left = sum(len(src.where[w]) for w in src.where if w.startswith("runtime_const"))
	plan["drop_runtime"] = gone > 0 and gone == left
	return plan

tree.writers = {}
tree.patching = False

def creator_of(src, name):
	for s in related(src, name):
		for t in s.where.get(name, []):
			if s.tok(t.i + 1).s == "=" and s.tok(t.i + 2).s in MAKE and not t.pp \
			   and not any(d[0].s == name and "static" in d[1]
				       for d in pointer_declarations(s)):
				return s
	return None

def cache_for(src, name):
	key = (src.path, name)
	if key not in tree.caches:
		tree.caches[key] = decide(src, name)
	return tree.caches[key]

def include_anchor(src):
	"""Which include the new one goes beside; it has to come before its use."""
	use = min(t.line for w in list(MAKE) + ["kmem_cache"] for t in src.where.get(w, []))
	incs = [(i, q, line) for i, q, inside, line in src.includes if not inside]
	if [i for i, q, _, _ in src.includes].count("linux/slab.h") == 1 and \
	   any(i == "linux/slab.h" and line < use for i, _, line in incs):
		return "slab"
	linux = [line for i, q, line in incs if i.startswith("linux/") and q == "<"]
	if linux and max(linux) < use:
		return "linux"
	if linux and min(linux) < use:
		return "first"
	if any(q == '"' and line < use for i, q, line in incs):
		return "local"
	return None

# --- what the rules ask ----------------------------------------------------

# In these places a name is no expression to spatch.
DECLARED = ("extern", "define", "define_here", "define_static", "define_here_runtime",
	    "define_static_runtime", "export", "runtime_macro")

def planned(kind, x):
	for path in cocci.files():
		plan = tree.plans.get(os.path.normpath(path))
		for e in plan["edits"].get((kind, x), []) if plan else []:
			yield e

def at(kind, x):
	"""Whether the plan has an edit of this kind for the pointer x."""
	found = False
	for e in planned(kind, x):
		if e.cache.broken:
			return False
		e.done = found = True
	return found

def text_at(kind, x):
	return next(planned(kind, x)).text

def all_edits(plan):
	return [e for edits in plan["edits"].values() for e in edits]

def parsed(p):
	plan = tree.plans.get(os.path.normpath(p[0].file))
	if plan:
		plan["parsed"].add((int(p[0].line), int(p[0].column)))
	return False

def needs_include(p, anchor):
	plan = tree.plans.get(os.path.normpath(p[0].file))
	return bool(plan) and plan["anchor"] == anchor and live(plan)

def drops_runtime(p):
	plan = tree.plans.get(os.path.normpath(p[0].file))
	return bool(plan) and plan["drop_runtime"] and live(plan)

def live(plan):
	return any(not e.cache.broken for e in all_edits(plan))

def check(files):
	"""Last look before the first edit: take back what cannot be made whole."""
	plans = [tree.plans[f] for f in map(os.path.normpath, files) if f in tree.plans]
	for plan in plans:
		if plan["checked"]:
			return
		plan["checked"] = True
		for e in all_edits(plan):
			if e.kind not in DECLARED and \
			   (e.tok.line, e.tok.col) not in plan["parsed"]:
				e.cache.broken = "spatch cannot parse line %d" % e.tok.line
				tree.is_given(e.cache.setup_in)
				if tree.patching and not tree.many:
					die("%s:%d: spatch cannot parse this; nothing is changed" %
					    (plan["path"], e.tok.line))
	# One name for two static caches, in files that are read together.
	for i, plan in enumerate(plans):
		for other in plans[:i]:
			for name in set(plan["caches"]) & set(other["caches"]):
				a, b = plan["caches"][name], other["caches"][name]
				if a is not b and (a.edits or b.edits):
					a.broken = b.broken = "give spatch the files one by one, or use --dir"
	# An include is matched in all files of one run of the rules or in none.
	wanted = set(p["anchor"] for p in plans if p["anchor"])
	if any(p["anchor"] != a and a in p["includes"] for a in wanted for p in plans) or \
	   len(set(p["drop_runtime"] for p in plans)) > 1:
		for plan in plans:
			for e in all_edits(plan):
				e.cache.broken = "give spatch these files one by one, or use --dir"
	if tree.patching:
		for plan in plans:
			linker_script(plan)

def linker_script(plan):
	"""Take runtime constants that are no more out of vmlinux.lds.h, as a diff."""
	names = [e.cache.name for e in all_edits(plan)
		 if e.kind == "runtime_macro" and not e.cache.broken]
	if not names or not tree.root:
		return
	path = os.path.join(tree.root, "include/asm-generic/vmlinux.lds.h")
	with open(path, encoding="latin-1", newline="") as f:
		old = f.readlines()
	line = re.compile(r"\s*RUNTIME_CONST\(ptr,\s*(%s)\)\s*\\$" % "|".join(names))
	new = [l for l in old if not line.match(l)]
	if new == old:
		return
	tree.is_given(path)
	if tree.inplace:
		with open(path, "w", encoding="latin-1", newline="") as f:
			f.writelines(new)
		return
	label = tree.here(tree.rel(path))
	sys.stdout.writelines(difflib.unified_diff(old, new, label, label))
	sys.stdout.flush()

def verdict(cache):
	if cache.broken:
		return "left alone: " + cache.broken
	if cache.refused is None:
		return "can have static storage, as " + cache.new
	where = " (line %d)" % cache.where.line if cache.where else ""
	return "left alone: " + cache.refused + where

def say_all(path, org):
	"""One line for each creation in path."""
	plan = tree.plans[os.path.normpath(path)]
	if plan["said"]:
		return
	plan["said"] = True
	for t, name, refused in plan["sites"]:
		if name:
			msg = "%s %s" % (name, verdict(plan["caches"][name]))
		else:
			msg = "left alone: " + refused.why
		if org:
			print("* TODO [[view:%s::face=ovl-face1::linb=%d::colb=%d::cole=%d][%s]]" %
			      (path, t.line, t.col, t.col + len(t.s), msg))
		else:
			print("%s:%d:%d-%d: %s" % (path, t.line, t.col, t.col + len(t.s), msg))
	sys.stdout.flush()

def convertible(p):
	plan = tree.plans.get(os.path.normpath(p[0].file))
	return bool(plan) and any(
		t.line == int(p[0].line) and t.col == int(p[0].column) and name and
		not plan["caches"][name].refused and not plan["caches"][name].broken
		for t, name, r in plan["sites"])

def left_over():
	"""Say what should have happened and did not."""
	for path, plan in tree.plans.items():
		if plan["checked"] and tree.patching:
			for e in all_edits(plan):
				if not e.done and not e.cache.broken:
					print("%s:%d: FAILED: %s was not edited (%s)" %
					      (path, e.tok.line, e.cache.name, e.kind),
					      file=sys.stderr)
	# Of a file that it cannot parse at all spatch tells nothing.
	tree.is_given(".")
	for path in tree.given:
		if not os.path.isfile(path) or tree.many or os.path.relpath(path) in tree.plans:
			continue
		src = tree.source(os.path.relpath(path))
		if sites(src):
			die("%s:%d: spatch cannot parse this; nothing is changed" %
			    (src.path, sites(src)[0].line))

// Read each file once, before anything changes.

@creation@
identifier F = {kmem_cache_create, kmem_cache_create_usercopy, KMEM_CACHE,
		KMEM_CACHE_USERCOPY};
position p;
@@
 F@p(...)

@pointer@
identifier X;
position p;
@@
 struct kmem_cache *X@p;

@script:python depends on patch@
p << creation.p;
@@
tree.patching = True

@script:python depends on patch@
p << pointer.p;
@@
tree.patching = True

@script:python@
p << creation.p;
@@
plan_file(p[0].file)

@script:python@
p << pointer.p;
@@
plan_file(p[0].file)

// What spatch could not parse would not be edited, so nothing of it may be.

@parsed@
expression X;
position p : script:python() { parsed(p) };
@@
 X@p

@script:python@
p << creation.p;
@@
check(cocci.files())

@script:python@
p << pointer.p;
@@
check(cocci.files())

@script:python depends on report@
p << creation.p;
@@
say_all(p[0].file, False)

@script:python depends on report@
p << pointer.p;
@@
say_all(p[0].file, False)

@script:python depends on org@
p << creation.p;
@@
say_all(p[0].file, True)

@script:python depends on org@
p << pointer.p;
@@
say_all(p[0].file, True)

@depends on context@
identifier F = {kmem_cache_create, kmem_cache_create_usercopy, KMEM_CACHE,
		KMEM_CACHE_USERCOPY};
position p : script:python() { convertible(p) };
@@
* F@p(...)

// Which includes are wanted; asked before the code changes.

@slab_a depends on patch@
identifier F;
position p : script:python() { needs_include(p, "slab") };
@@
 F@p(...)

@slab_b depends on patch@
identifier X;
position p : script:python() { needs_include(p, "slab") };
@@
 struct kmem_cache *X@p;

@linux_a depends on patch@
identifier F;
position p : script:python() { needs_include(p, "linux") };
@@
 F@p(...)

@linux_b depends on patch@
identifier X;
position p : script:python() { needs_include(p, "linux") };
@@
 struct kmem_cache *X@p;

@first_a depends on patch@
identifier F;
position p : script:python() { needs_include(p, "first") };
@@
 F@p(...)

@first_b depends on patch@
identifier X;
position p : script:python() { needs_include(p, "first") };
@@
 struct kmem_cache *X@p;

@local_a depends on patch@
identifier F;
position p : script:python() { needs_include(p, "local") };
@@
 F@p(...)

@local_b depends on patch@
identifier X;
position p : script:python() { needs_include(p, "local") };
@@
 struct kmem_cache *X@p;

@no_runtime depends on patch@
position p : script:python() { drops_runtime(p) };
@@
 runtime_const_init@p(...)

// --- definition and declarations ---

// First, for what comes next matches an extern too.
@extern_pointer depends on patch@
identifier X : script:python() { at("extern", X) };
fresh identifier N = script:python(X) { text_at("extern", X) };
@@
- extern struct kmem_cache *X;
+ extern struct kmem_cache_opaque N;
+ #define X to_kmem_cache(&N)

// In the file that defines it the macro of the header makes room for a constant.
@define depends on patch@
identifier X : script:python() { at("define", X) };
declarer name DEFINE_KMEM_CACHE;
@@
(
- struct kmem_cache *X;
+ #undef X
+ DEFINE_KMEM_CACHE(X);
|
- struct kmem_cache *X = NULL;
+ #undef X
+ DEFINE_KMEM_CACHE(X);
)

@define_here depends on patch@
identifier X : script:python() { at("define_here", X) };
declarer name DEFINE_KMEM_CACHE;
@@
(
- struct kmem_cache *X;
+ DEFINE_KMEM_CACHE(X);
|
- struct kmem_cache *X = NULL;
+ DEFINE_KMEM_CACHE(X);
)

@define_static depends on patch@
identifier X : script:python() { at("define_static", X) };
declarer name DEFINE_STATIC_KMEM_CACHE;
@@
(
- static struct kmem_cache *X;
+ DEFINE_STATIC_KMEM_CACHE(X);
|
- static struct kmem_cache *X = NULL;
+ DEFINE_STATIC_KMEM_CACHE(X);
)

// Behind runtime_const_ptr() the pointer had the "__" name, its macro the plain one.
@define_static_runtime depends on patch@
identifier X : script:python() { at("define_static_runtime", X) };
fresh identifier N = script:python(X) { text_at("define_static_runtime", X) };
declarer name DEFINE_STATIC_KMEM_CACHE;
@@
- static struct kmem_cache *X;
+ DEFINE_STATIC_KMEM_CACHE(N);

@define_here_runtime depends on patch@
identifier X : script:python() { at("define_here_runtime", X) };
fresh identifier N = script:python(X) { text_at("define_here_runtime", X) };
declarer name DEFINE_KMEM_CACHE;
@@
- struct kmem_cache *X;
+ DEFINE_KMEM_CACHE(N);

@runtime_macro depends on patch@
identifier X : script:python() { at("runtime_macro", X) };
identifier M;
@@
- #define M runtime_const_ptr(X)

@export depends on patch@
declarer name EXPORT_SYMBOL, EXPORT_SYMBOL_GPL;
identifier X : script:python() { at("export", X) };
fresh identifier N = script:python(X) { text_at("export", X) };
@@
(
 EXPORT_SYMBOL(
- X
+ N
 );
|
 EXPORT_SYMBOL_GPL(
- X
+ N
 );
)

// --- creation with its test ---

@fused_return depends on patch@
identifier X : script:python() { at("fused_return", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("fused_return", X) };
@@
- X = F(...);
- if (\(X == NULL\|unlikely(X == NULL)\)) \(return -ENOMEM;\|{ return -ENOMEM; }\)
- return 0;
+ T;

@return_choice depends on patch@
identifier X : script:python() { at("return_choice", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("return_choice", X) };
expression E;
@@
- X = F(...);
- return E;
+ T;

@return_positive depends on patch@
identifier X : script:python() { at("return_positive", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("return_positive", X) };
@@
- X = F(...);
- if (X != NULL) return 0;
- return -ENOMEM;
+ T;

@fused_if depends on patch@
identifier X : script:python() { at("fused_if", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("fused_if", X) };
statement S;
@@
- X = F(...);
  if (
- \(X == NULL\|unlikely(X == NULL)\)
+ T
  ) S

@test_setup depends on patch@
identifier X : script:python() { at("test_setup", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("test_setup", X) };
@@
- (X = F(...)) == NULL
+ T

@dead_test depends on patch@
identifier X : script:python() { at("dead_test", X) };
statement S;
@@
- if (\(X == NULL\|unlikely(X == NULL)\)) S

@bug depends on patch@
identifier X : script:python() { at("bug", X) };
@@
- BUG_ON(\(X == NULL\|unlikely(X == NULL)\));

@test_braces depends on patch@
identifier X : script:python() { at("test_braces", X) };
fresh identifier T = script:python(X) { text_at("test_braces", X) };
identifier V;
statement S;
@@
- if (\(X == NULL\|unlikely(X == NULL)\)) { V = -ENOMEM; S }
+ T;

@test_assign depends on patch@
identifier X : script:python() { at("test_assign", X) };
fresh identifier T = script:python(X) { text_at("test_assign", X) };
identifier V;
@@
 if (
- \(X == NULL\|unlikely(X == NULL)\)
+ T
 ) {
 ...
- V = -ENOMEM;
 ...
 }

@test_return depends on patch@
identifier X : script:python() { at("test_return", X) };
fresh identifier T = script:python(X) { text_at("test_return", X) };
@@
 if (
- \(X == NULL\|unlikely(X == NULL)\)
+ T
 )
(
  return
- -ENOMEM
+ T
  ;
|
 {
 ...
  return
- -ENOMEM
+ T
  ;
 }
)

@test depends on patch@
identifier X : script:python() { at("test", X) };
fresh identifier T = script:python(X) { text_at("test", X) };
statement S;
@@
 if (
- \(X == NULL\|unlikely(X == NULL)\)
+ T
 ) S

@setup_assigned depends on patch@
identifier X : script:python() { at("setup_assigned", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("setup_assigned", X) };
identifier V;
@@
- V = -ENOMEM;
- X = F(...);
+ T;

@setup depends on patch@
identifier X : script:python() { at("setup", X) };
identifier F;
fresh identifier T = script:python(X) { text_at("setup", X) };
@@
- X = F(...);
+ T;

@runtime_init depends on patch@
identifier X : script:python() { at("runtime_init", X) };
@@
- runtime_const_init(ptr, X);

// --- end of its life ---

@if_destroy depends on patch@
identifier X : script:python() { at("if_destroy", X) };
@@
(
- if (X != NULL)
  kmem_cache_destroy(X);
|
- if (X != NULL) {
  kmem_cache_destroy(X);
- }
|
- if (X != NULL) {
  kmem_cache_destroy(X);
- X = NULL;
- }
)

@reset depends on patch@
identifier X : script:python() { at("reset", X) };
@@
- X = NULL;

// --- includes ---

@depends on slab_a || slab_b@
@@
 #include <linux/slab.h>
+#include <linux/slab-static.h>

@depends on linux_a || linux_b@
@@
 #include <linux/...>
+#include <linux/slab-static.h>

@depends on first_a || first_b@
@@
+#include <linux/slab-static.h>
 #include <linux/...>

@depends on local_a || local_b@
@@
+#include <linux/slab-static.h>
 #include "..."

@depends on no_runtime@
@@
- #include <asm/runtime-const.h>

@finalize:python@
@@
left_over()
