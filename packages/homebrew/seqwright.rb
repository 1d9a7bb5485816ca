# A formula for a tap. `scripts/homebrew.sh VERSION HOMEPAGE URL-PREFIX SHA256SUMS` fills in the addresses and the checksums
# of a release; this file is its template.
class Seqwright < Formula
  desc "Compiles sequence diagrams, written as text, to SVG"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@PREFIX@/seqwright-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end
    on_intel do
      url "@PREFIX@/seqwright-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@PREFIX@/seqwright-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@PREFIX@/seqwright-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "seqwright"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/seqwright.bash" => "seqwright"
    zsh_completion.install "completions/seqwright.zsh" => "_seqwright"
    fish_completion.install "completions/seqwright.fish"
  end

  test do
    (testpath/"x.seq").write "A->B: hello\n"
    system bin/"seqwright", "x.seq"
    assert_path_exists testpath/"x.svg"
  end
end
