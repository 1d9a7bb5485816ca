{
  description = "A sequence-diagram compiler";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = build: nixpkgs.lib.genAttrs systems (system: build nixpkgs.legacyPackages.${system});
      root = ../..;
      manifest = builtins.fromTOML (builtins.readFile (root + "/Cargo.toml"));
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "seqwright";
          version = manifest.workspace.package.version;
          src = root;
          cargoLock.lockFile = root + "/Cargo.lock";
          buildAndTestSubdir = "crates/cli";
          buildFeatures = [ "pdf" ];
          # The tests start git and a shell; they are run by the project's own CI.
          doCheck = false;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          postInstall = ''
            $out/bin/seqwright man man
            installManPage man/*.1
            for shell in bash fish zsh; do
              $out/bin/seqwright completions $shell > seqwright.$shell
              installShellCompletion seqwright.$shell
            done
          '';
          meta = {
            description = "Compiles sequence diagrams, written as text, to SVG";
            license = with pkgs.lib.licenses; [ mit asl20 ];
            mainProgram = "seqwright";
          };
        };
      });
    };
}
