using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// A message that was written once is read forever: the samples are kept as they were written. A field that was
/// added may be missing in them; one that they have may not be lost.
/// </summary>
public sealed class ContractsAreForever
{
    public static TheoryData<string> Names => new(Messages.All.Select(message => message.Name));

    [Theory, MemberData(nameof(Names))]
    public void An_old_message_is_read_whole(string name)
    {
        var message = Messages.All.Single(each => each.Name == name);
        var file = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "samples", $"{name}.json");
        if (Messages.Accepts && !File.Exists(file))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(Samples.Of(message, name), message, Messages.Json) + "\n");
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing");
        var written = JsonNode.Parse(File.ReadAllText(file))!;
        var read = JsonSerializer.SerializeToNode(written.Deserialize(message, Messages.Json), message, Messages.Json)!;
        Samples.ShouldContain(read, written, name);
    }
}
