using BusinessFocus.Local.Run;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class HowToSignIn
{
    [Fact]
    public void Run_says_who_signs_in_and_where_the_code_comes()
    {
        var message = ReadyMessage.Of("http://localhost:8080", Path.GetFullPath(".local"), "/data/mail", "http://localhost:4711/", traces: null, hasDemo: true, "lerum-nu-2026-48");

        message.ShouldStartWith("ready http://localhost:8080/\n  pages ");
        foreach (var (who, email) in new[]
        {
            ("organiser", "arrangor@lerum.example"),
            ("planner", "planerare@lerum.example"),
            ("officer", "vard@lerum.example"),
            ("front desk", "dorr@lerum.example"),
            ("association", "forening@foretagarna.example"),
            ("operator", "drift@lerum.example"),
            ("reporter", "rapport@lerum.example"),
        })
        {
            message.ShouldMatch($"(?m)^    {who} +{email.Replace(".", @"\.", StringComparison.Ordinal)} +http://localhost:8080/");
        }

        message.ShouldContain("sign in    http://localhost:8080/sign-in, by a code that comes to the mail");
        message.ShouldContain("deploy/sign-in arrangor@lerum.example prints a token");
        message.ShouldContain("mail       http://localhost:4711/ (/data/mail)");
        message.ShouldContain("./run --look shows them");

        // ./run --detach waits for it.
        message.Split('\n')[^1].ShouldStartWith("  secrets");
    }

    [Fact]
    public void Without_the_demo_there_is_only_the_first_organiser_and_another_data_folder_is_named()
    {
        var message = ReadyMessage.Of("http://localhost:8080", "/elsewhere", mail: null, mailPage: null, "http://localhost:4712", hasDemo: false, "lerum-nu-2026-48");

        message.ShouldContain("organiser   arrangor@lerum.example");
        message.ShouldNotContain("dorr@lerum.example");
        message.ShouldContain("deploy/sign-in arrangor@lerum.example /elsewhere prints a token");
        message.ShouldContain("mail       your own server");
        message.ShouldContain("traces     http://localhost:4712");
    }
}
