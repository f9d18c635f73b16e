// ES&S records and ballots, parted by a form feed: never crashes, and every record is accounted
// for.
#include "audit_files.hpp"
#include "audit_files/ess.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(all.find('\f'), all.size());
    belfry::documents::Bytes first("first", std::string(all.substr(0, cut)));
    belfry::documents::Bytes second("second", std::string(all.substr(std::min(cut + 1, size))));
    belfry::documents::Source* const records[] = {&first};
    belfry::documents::Source* const places[] = {&second};
    belfry::check_cards(belfry::audit_files::read_ess(
        records, std::span<belfry::documents::Source* const>(places, cut < size ? 1 : 0)
    ));
    return 0;
}
