// ES&S records and ballots, parted by a form feed: never crashes, and every record is accounted
// for.
#include "audit_files.hpp"
#include "audit_files/ess.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::check_two_files(data, size, belfry::audit_files::read_ess);
    return 0;
}
