// Verifies what a running Belfry shows of its record, with Go's own packages for notes and logs
// (golang.org/x/mod/sumdb) and nothing of Belfry's.
//
//	verify ADDRESS KEY OLD_CHECKPOINT PROOF DOCUMENT
//
// ADDRESS is that of the public pages, KEY the log's verifier key, OLD_CHECKPOINT a file with an
// earlier checkpoint, PROOF and DOCUMENT files. One line for each thing that holds.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Printf("FAILED %s: %v\n", what, err)
		os.Exit(1)
	}
}

func want(good bool, what string) {
	if !good {
		fmt.Printf("FAILED %s\n", what)
		os.Exit(1)
	}
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	must(err, file)
	return content
}

// A checkpoint's tree, once its signature holds.
func tree(content []byte, verifiers note.Verifiers, origin string) tlog.Tree {
	opened, err := note.Open(content, verifiers)
	must(err, "the note's signature")
	lines := strings.Split(opened.Text, "\n")
	want(len(lines) >= 4 && lines[0] == origin, "the checkpoint's origin")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "the checkpoint's size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err, "the checkpoint's root")
	var hash tlog.Hash
	want(copy(hash[:], root) == tlog.HashSize, "the root's length")
	return tlog.Tree{N: size, Hash: hash}
}

// Tiles come over the network under the paths of c2sp.org/tlog-tiles; the hashes are checked by
// package tlog against the tree.
type tiles struct{ address string }

func (t tiles) get(path string) ([]byte, error) {
	answer, err := http.Get(t.address + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func place(index int64) string {
	out := fmt.Sprintf("%03d", index%1000)
	for index /= 1000; index > 0; index /= 1000 {
		out = fmt.Sprintf("x%03d/%s", index%1000, out)
	}
	return out
}

func part(width int) string {
	if width == 256 {
		return ""
	}
	return fmt.Sprintf(".p/%d", width)
}

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range wanted {
		data, err := t.get(fmt.Sprintf("/tile/%d/%s%s", tile.L, place(tile.N), part(tile.W)))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// Every entry, in order.
func (t tiles) entries(size int64) [][]byte {
	var out [][]byte
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		bundle, err := t.get("/tile/entries/" + place(first/256) + part(int(width)))
		must(err, "a bundle of entries")
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			want(len(bundle) >= 2+length, "an entry's length")
			out = append(out, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	want(int64(len(out)) == size, "the number of entries")
	return out
}

// A proof file (c2sp.org/tlog-proof): the index, hashes, extra data and the checkpoint's bytes.
func proof(content []byte) (int64, tlog.RecordProof, []byte, []byte) {
	head, checkpoint, found := bytes.Cut(content, []byte("\n\n"))
	want(found, "the proof's parts")
	lines := strings.Split(string(head), "\n")
	want(len(lines) >= 3 && lines[0] == "c2sp.org/tlog-proof@v1", "the proof's first line")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err, "the proof's extra data")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err, "the proof's index")
	var hashes tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := base64.StdEncoding.DecodeString(line)
		must(err, "a hash of the proof")
		var next tlog.Hash
		want(copy(next[:], hash) == tlog.HashSize, "a hash's length")
		hashes = append(hashes, next)
	}
	return index, hashes, extra, checkpoint
}

// That the entry lists the disclosure, and the disclosure holds the document's SHA-256.
func commits(entry string, disclosure string, document []byte) bool {
	var said struct {
		Digests []string `json:"_sd"`
	}
	must(json.Unmarshal([]byte(entry), &said), "the entry")
	digest := sha256.Sum256([]byte(disclosure))
	listed := false
	for _, one := range said.Digests {
		listed = listed || one == base64.RawURLEncoding.EncodeToString(digest[:])
	}
	text, err := base64.RawURLEncoding.DecodeString(disclosure)
	must(err, "the disclosure")
	var parts []string
	must(json.Unmarshal(text, &parts), "the disclosure's parts")
	sum := sha256.Sum256(document)
	return listed && len(parts) == 3 && parts[2] == hex.EncodeToString(sum[:])
}

func main() {
	address, key := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(key)
	must(err, "the verifier key")
	verifiers := note.VerifierList(verifier)
	log := tiles{address}

	checkpoint, err := log.get("/checkpoint")
	must(err, "the checkpoint")
	now := tree(checkpoint, verifiers, verifier.Name())
	fmt.Printf("same note: %d entries\n", now.N)

	hashes := tlog.TileHashReader(now, log)
	root, err := tlog.TreeHash(now.N, hashes)
	must(err, "the root from tiles")
	want(root == now.Hash, "the root from tiles")
	fmt.Println("same root from tiles")

	entries := log.entries(now.N)
	for index, entry := range entries {
		shown, err := tlog.ProveRecord(now.N, int64(index), hashes)
		must(err, "an inclusion proof")
		must(tlog.CheckRecord(shown, now.N, now.Hash, int64(index), tlog.RecordHash(entry)), "an entry")
	}
	fmt.Printf("same entries: %d are in the tree\n", len(entries))

	old := tree(read(os.Args[3]), verifiers, verifier.Name())
	want(old.N < now.N, "an older checkpoint")
	grown, err := tlog.ProveTree(now.N, old.N, hashes)
	must(err, "a consistency proof")
	must(tlog.CheckTree(grown, now.N, now.Hash, old.N, old.Hash), "the older checkpoint")
	fmt.Printf("same log as when it had %d entries\n", old.N)

	document := read(os.Args[5])
	index, path, extra, signed := proof(read(os.Args[4]))
	then := tree(signed, verifiers, verifier.Name())
	var committed struct{ Entry, Disclosure string }
	must(json.Unmarshal(extra, &committed), "the proof's extra data")
	must(tlog.CheckRecord(path, then.N, then.Hash, index, tlog.RecordHash([]byte(committed.Entry))), "the proof")
	want(commits(committed.Entry, committed.Disclosure, document), "the document")
	want(!commits(committed.Entry, committed.Disclosure, append(document, ' ')), "another document")
	fmt.Println("same document as was published")

	// What does not hold has to be seen.
	wrong := now
	wrong.Hash[0] ^= 1
	_, err = tlog.TileHashReader(wrong, log).ReadHashes([]int64{0})
	want(err != nil, "a wrong root was believed")
	want(tlog.CheckTree(grown, now.N, now.Hash, old.N, wrong.Hash) != nil, "a wrong tree was believed")
	fmt.Println("same verdict on what does not hold")
}
