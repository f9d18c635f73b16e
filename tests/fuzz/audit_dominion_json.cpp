// Dominion JSON, records and manifests in turn: never crashes, and every session is accounted for.
#include "audit_files.hpp"
#include "audit_files/dominion_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    // A form feed parts the files.
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(all.find('\f'), all.size());
    belfry::documents::Bytes first("file", std::string(all.substr(0, cut)));
    belfry::documents::Bytes second(
        "ContestManifest.json", std::string(all.substr(std::min(cut + 1, size)))
    );
    belfry::documents::Source* const files[] = {&first, &second};
    belfry::check_cards(belfry::audit_files::read_dominion_json(
        std::span<belfry::documents::Source* const>(files, cut < size ? 2 : 1)
    ));
    return 0;
}
