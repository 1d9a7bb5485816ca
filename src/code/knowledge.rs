//! The codes about knowledge, with their names, default levels and explanations, in the order of the manual.

/// Declares the codes that it is given and those about knowledge.
macro_rules! and_knowledge {
    ($($others:tt)*) => {
        codes! {
            $($others)*
            /// An expression or an expectation uses an undefined value.
            ///
            /// Define a value with `knows`, `keypair`, `generate` or `derive` above the line that uses it. Names are
            /// case-sensitive. In notes, with `knowledge check`, only near misses of defined names are reported.
            UnknownValue = "unknown-value": Warn,
            /// A transcript or an expression refers to a message that was not sent above.
            ///
            /// Refer to a message by the first word of its text: `ClientHello`, or `Server.Finished` where both sides send one,
            /// or `Client.ClientHello.2` for the second with this name. A transcript `First..Last` contains the messages between
            /// the same two parties, except those marked `aside`.
            UnknownMessage = "unknown-message": Deny,
            /// A function name is almost that of a function that seqwright can compute.
            ///
            /// A function with any other name is a one-way function: every party can compute it, none can recover its
            /// arguments, and its result has no bytes. Names are case-sensitive.
            UnknownFunction = "unknown-function": Warn,
            /// Unknown cipher suite.
            ///
            /// Use the name from the TLS registry, such as `TLS_AES_128_GCM_SHA256`.
            UnknownSuite = "unknown-suite": Deny,
            /// A function is called with invalid arguments.
            ///
            /// The report says what the function requires. docs/knowledge.md lists all functions with their arguments.
            WrongArguments = "wrong-arguments": Deny,
            /// Wrong kind of key.
            ///
            /// `X25519(mine, theirs)`, `P-256(mine, theirs)` and `P-384(mine, theirs)` take your private key and the other
            /// party's public key on the same curve; `aenc(key, text)` takes a public key.
            WrongKey = "wrong-key": Deny,
            /// Two lines give the same name to different values.
            ///
            /// A name stands for one value for all parties. Where two parties each derive a value in their own way, both
            /// formulas must have the same result. The report shows both.
            DifferentValue = "different-value": Deny,
            /// A name is defined twice.
            ///
            /// Rename one of the two values, or delete one of the definitions.
            AlreadyDefined = "already-defined": Deny,
            /// A party cannot compute this value.
            ///
            /// At this line it lacks an ingredient. The report names the ingredient, who created it, where it was sent, and why
            /// this party cannot read it there.
            CannotDerive = "cannot-derive": Deny,
            /// A party sends a value that it does not know, or encrypts with a key that it does not know.
            ///
            /// Let the party generate, derive or receive the value above this line.
            CannotSend = "cannot-send": Deny,
            /// The receiver of an encrypted message does not know the key.
            ///
            /// It can read the message once it learns the key. If it never does, the key is wrong, or a `derive` is missing.
            CannotReadYet = "cannot-read-yet": Warn,
            /// A note claims that a party knows a value that it cannot know there.
            ///
            /// Notes are checked where the source says `knowledge check`. Correct the note, or add the step that gives the
            /// party the value.
            CannotKnow = "cannot-know": Warn,
            /// A word in a message is almost the name of a value, but is read as plain text.
            ///
            /// A message carries only the values in the brackets of its text. Put the name there, spelled as it is defined.
            PlainText = "plain-text": Warn,
            /// The text of a message names a value that the message does not carry.
            ///
            /// A reader believes that the value is sent, but nobody receives it, so a check such as `expect attacker never
            /// knows` proves nothing about it. A message carries the values in the last brackets of its text; add others with
            /// `carry`. Where the text only mentions the value, write `# seqwright: allow value-not-sent` above the message.
            ValueNotSent = "value-not-sent": Warn,
            /// A function of your own has the name of a cipher or an encoding.
            ///
            /// A function that seqwright does not know is one-way: nobody gets its arguments back, whatever keys they have. Write
            /// encryptions as `senc(key, ...)` or `aenc(publicKey, ...)`, and encodings as `base64(...)`, `base64url(...)`,
            /// `hex(...)`, `utf8(...)` or `json(...)`, which everybody can decode. There is no function to decrypt: a party that
            /// has an encryption and its key knows what is in it.
            TakenAsOneWay = "taken-as-one-way": Warn,
            /// An `expect` is about a party that takes no part in the diagram.
            ///
            /// It knows nothing, so the line proves nothing. The party that sees all messages is called `attacker`, in small
            /// letters, and appears once the source says `attacker sees wire`.
            UnknownParty = "unknown-party": Deny,
            /// A signature does not verify.
            ///
            /// `check P: verify(publicKey, signature, text)` holds if the signature was made with the private half of this key
            /// and signs this text. Where all three have bytes, these are verified: Ed25519, ECDSA, and RSA.
            BadSignature = "bad-signature": Deny,
            /// A message carries a signature that no line verifies.
            ///
            /// A signature that nobody verifies proves nothing. Add `check P: verify(publicKey, signature, text)` for the party that
            /// relies on it.
            UnverifiedSignature = "unverified-signature": Warn,
            /// A certificate holds a key that no line uses.
            ///
            /// A certificate is public: anybody can send a copy. It authenticates its owner only if the private half is used,
            /// by a signature that is verified or by an encryption to this key.
            UnusedCertificate = "unused-certificate": Warn,
            /// A message is encrypted under the key of the other direction.
            ///
            /// TLS derives one key for what the client sends and one for what the server sends. The direction is told by the
            /// function or by the label that the key is derived with.
            WrongDirection = "wrong-direction": Warn,
            /// An `expect` does not hold.
            ///
            /// If a party knows something that it should not, the report shows step by step how it learns it.
            UnmetExpectation = "unmet-expectation": Deny,
            /// Computed bytes differ from the expected bytes.
            ///
            /// The report shows both. Check the expected bytes, the formula, and the bytes of its ingredients.
            DifferentBytes = "different-bytes": Deny,
            /// The diagram requires too much computation.
            ///
            /// One diagram may concatenate up to 1000 values and hash some ten million bytes, more than protocols need. Facts
            /// about who knows what, and bytes that are shown, have limits too; docs/knowledge.md lists them.
            TooMuchToCompute = "too-much-to-compute": Deny,
            /// The bytes of a values file are compared with nothing.
            ///
            /// The value has a formula that seqwright can compute, but an ingredient has no bytes, so the bytes of the file are
            /// taken as they are. Give the ingredient its bytes, or delete the line of the file.
            NotCompared = "not-compared": Warn,
            /// There are no bytes to compare.
            ///
            /// A value has bytes if all its ingredients do: from `generate A: x = 0x...`, `keypair`, or a values file. For
            /// results that seqwright cannot compute, such as signatures, add the bytes to the values file.
            NoBytes = "no-bytes": Deny,
            /// The bytes of a message do not contain those of a value that it carries.
            ///
            /// Correct the bytes of the message or those of the value.
            MissingBytes = "missing-bytes": Warn,
            /// An `under`, `carry`, `bytes` or `aside` line has no message above it.
            ///
            /// These lines add to the message above them. Move the line below its message.
            LooseLine = "loose-line": Deny,
            /// A values file cannot be read.
            ///
            /// `values "file"` reads only files in the diagram's folder or below it: no absolute path, no `..`, no link that
            /// leads out of it. The library reads files only through the loader that its caller provides.
            ValuesNotRead = "values-not-read": Deny,
            /// A line of a values file is not `name = hex`.
            ///
            /// Write one value a line, as in `clientRandom = 0a0b0c`; comments begin with `#`.
            MalformedValues = "malformed-values": Deny,
            /// A values file is not marked as test data.
            ///
            /// The values become part of the picture. If that is intended, begin the file with the line `# test data`.
            UnmarkedValues = "unmarked-values": Warn,
            /// A name in a values file is almost a name that the diagram uses.
            ///
            /// Its bytes are not compared with anything. For a message, write its sender and its name, as in `Client.Finished`.
            /// A values file may contain more than a diagram uses; other unused names are not reported.
            UnusedBytes = "unused-bytes": Warn,
            /// A transcript covers an optional fragment.
            ///
            /// Its messages depend on whether the fragment happens, so it is not a single value. Derive the value inside the
            /// fragment, where it is certain which messages were sent.
            AmbiguousTranscript = "ambiguous-transcript": Deny,
            /// An `expect` is about the attacker, who sees nothing.
            ///
            /// Add the line `attacker sees wire` above. Without it, the attacker knows only values that are leaked to it.
            BlindAttacker = "blind-attacker": Warn,
            /// This build does not check what participants know: the library was compiled without its feature `knowledge`.
            KnowledgeNotBuilt = "knowledge-not-built": Warn,
        }
    };
}

pub(super) use and_knowledge;
