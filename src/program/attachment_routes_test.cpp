#include "program/attachment.hpp"
#include "program/test_program.hpp"

namespace belfry::program {

namespace {

class AttachmentRoutes : public ProgramTest {
protected:
    Answer upload(std::int64_t who, const std::string& name, std::string bytes) {
        return city().call(
            who,
            http::Method::post,
            "/api/v1/attachments?object=step/2&name=" + name,
            std::move(bytes),
            {{"Content-Type", "application/octet-stream"}}
        );
    }

    Answer content(std::int64_t who, const Answer& file) {
        return city().get(who, "/attachments/" + std::to_string(file.id()) + "/content");
    }
};

TEST_P(AttachmentRoutes, GivesBackTheSameBytesAsADownloadThatNoBrowserRuns) {
    std::string bytes = "<script>alert(1)</script>";
    bytes.resize(2 * attachment_piece + 17, '\xFF');
    const auto made = upload(city().staff, "Plan%20(final).html", bytes);
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("name"), "Plan (final).html");
    EXPECT_EQ(made.at("size"), static_cast<std::int64_t>(bytes.size()));
    EXPECT_EQ(made.at("by").at("name"), "Sam Staff");
    EXPECT_EQ(city().count("attachment_content"), 3);

    const auto file = content(city().observer, made);
    EXPECT_EQ(file.status, 200);
    EXPECT_TRUE(file.text == bytes);
    EXPECT_THAT(
        std::string(file.headers.find("Content-Disposition").value()),
        testing::StartsWith("attachment")
    );
    EXPECT_THAT(
        std::string(file.headers.find("Content-Security-Policy").value()),
        testing::HasSubstr("sandbox")
    );
    EXPECT_EQ(file.headers.find("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(content(0, made).status, 401);
}

TEST_P(AttachmentRoutes, TakesTheSpikesOffHostileNames) {
    for (const auto& [sent, kept] : std::vector<std::pair<std::string, std::string>>{
             {"..%5c..%5cwindows%5cwin.ini", "win.ini"},
             {"%22;filename=x.exe", "_;filename=x.exe"},
             {"a%3Cb%3E.pdf", "a_b_.pdf"},
             {".htaccess", "htaccess"},
             {"", "file"},
             {"Mapa%20de%20Educaci%C3%B3n.pdf", "Mapa de Educación.pdf"},
         }) {
        const auto made = upload(city().staff, sent, "%PDF-1.7");
        ASSERT_EQ(made.status, 201) << sent << made.text;
        EXPECT_EQ(made.at("name").as_string(), kept);
        const auto header =
            std::string(content(city().staff, made).headers.find("Content-Disposition").value());
        EXPECT_EQ(header.find_first_of("\r\n"), std::string::npos) << header;
    }
    const auto by_header = city().call(
        city().staff,
        http::Method::post,
        "/api/v1/attachments?object=step/2",
        "x",
        {{"X-File-Name", "../../etc/passwd"}}
    );
    EXPECT_EQ(by_header.at("name"), "passwd");
    const auto turned = upload(city().staff, "pdf%E2%80%AEexe", "x");
    EXPECT_EQ(turned.status, 422) << turned.text;
    EXPECT_EQ(turned.at("problems").at(0).at("field"), "name");
}

TEST_P(AttachmentRoutes, RefusesWhatIsEmptyTooLargeAForNothingOrFromSomebodyWhoMayNot) {
    EXPECT_EQ(upload(city().staff, "a.txt", "").code(), "file_empty");
    EXPECT_EQ(upload(city().staff, "a.txt", std::string(most_attachment + 1, 'x')).status, 413);
    EXPECT_EQ(upload(city().auditor, "a.txt", "x").status, 403);
    EXPECT_EQ(city().post(city().staff, "/attachments?object=task/99&name=a", "x").status, 404);
    EXPECT_EQ(city().post(city().staff, "/attachments?name=a", "x").status, 422);
    EXPECT_EQ(city().count("attachment"), 0);
}

TEST_P(AttachmentRoutes, RefusesAFileThatIsNotWhatItsNameSays) {
    const std::string program("MZ\0\x01", 4);
    for (const auto* name : {"plan.pdf", "Photo.JPG", "list.csv", "plan.docx"}) {
        const auto refused = upload(city().staff, name, program);
        EXPECT_EQ(refused.status, 400) << name;
        EXPECT_EQ(refused.code(), "file_not_as_named") << name;
    }
    EXPECT_EQ(city().count("attachment"), 0);
    EXPECT_EQ(upload(city().staff, "plan.pdf", "%PDF-1.7 " + program).status, 201);
}

TEST_P(AttachmentRoutes, NoticesBytesThatAreNotThoseThatWereStored) {
    const auto made = upload(city().staff, "a.txt", "the proof");
    city().alter("UPDATE attachment SET sha256 = 'no digest'");
    EXPECT_EQ(content(city().staff, made).status, 500);
}

TEST_P(AttachmentRoutes, IsDeletedByWhoAddedItOrWhoEdits) {
    const auto made = upload(city().staff, "a.txt", "x");
    const auto path = "/attachments/" + std::to_string(made.id());
    EXPECT_EQ(city().get(city().observer, "/attachments?object=step/2").count(), 1U);
    EXPECT_EQ(city().remove(city().auditor, path).status, 403);
    EXPECT_EQ(city().remove(city().other, path).status, 204);
    EXPECT_EQ(city().count("attachment_content"), 0);
    EXPECT_EQ(city().remove(city().other, path).status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, AttachmentRoutes, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
