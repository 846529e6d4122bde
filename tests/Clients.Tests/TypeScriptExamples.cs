using System.Text.Json.Nodes;
using BusinessFocus.EndToEnd.Tests;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>Each example of clients/typescript does what it says.</summary>
public sealed class TypeScriptExamples(Festival festival)
{
    private Uri Gateway => festival.Anyone.BaseAddress!;

    [Fact]
    public async Task Somebody_registers_moves_and_cancels_while_another_listens()
    {
        await TypeScript.ReadyAsync();
        var (from, to) = await Planning.TwoSeminarsAsync(festival, "typescript-2027");
        using var listening = TypeScript.Start("listen", Gateway, null, "typescript-2027", "1");
        (await listening.StandardError.ReadLineAsync()).ShouldBe("listening");

        var registered = (await TypeScript.RunAsync("register", Gateway, null, from.ToString(), "Tage Skrift", "ts@foretag.example")).ShouldHaveSingleItem();
        Text(registered, "status").ShouldBe("confirmed");
        Text(JsonNode.Parse((await listening.StandardOutput.ReadLineAsync())!)!, "activity").ShouldBe(from.ToString());
        await listening.WaitForExitAsync();

        var (id, token) = (Text(registered, "id"), Text(registered, "manageToken"));
        Text((await TypeScript.RunAsync("move", Gateway, null, id, token, to.ToString())).ShouldHaveSingleItem(), "activityId").ShouldBe(to.ToString());
        Text((await TypeScript.RunAsync("cancel", Gateway, null, id, token)).ShouldHaveSingleItem(), "status").ShouldBe("cancelled");
    }

    [Fact]
    public async Task An_association_pushes_its_members()
    {
        await TypeScript.ReadyAsync();
        var client = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(festival.Data, "run.json")))!["clients"]!["foretagarna"]!;
        var file = Path.Combine(festival.Data, "members.json");
        await File.WriteAllTextAsync(file, """[{"organisationNumber": "556177-7631", "name": "Höjden Industriservice & Co AB", "email": "info@hojden.example"}]""");

        var said = await TypeScript.RunAsync(
            "push-members", Gateway, new Dictionary<string, string> { ["CLIENT_ID"] = Text(client, "id"), ["CLIENT_SECRET"] = Text(client, "secret") }, "foretagarna", file);

        said[0]["added"]!.GetValue<int>().ShouldBe(1);
        said[1]["members"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_ends_with_what_people_are_told()
    {
        await TypeScript.ReadyAsync();
        using var refused = TypeScript.Start("register", Gateway, null, Guid.NewGuid().ToString(), "Tage Skrift", "ts@foretag.example");
        var said = await refused.StandardError.ReadToEndAsync();
        await refused.WaitForExitAsync();

        refused.ExitCode.ShouldBe(1);
        said.ShouldContain(": ");
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
