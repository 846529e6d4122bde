using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// A message that was written once is read for ever: the samples are kept as they were written. A field that was
/// added may be missing in them; one that they have may not be lost.
/// </summary>
public sealed class ContractsAreForever
{
    public static TheoryData<string> Names => new(Messages.All.Select(message => message.Name));

    [Theory, MemberData(nameof(Names))]
    public void An_old_message_is_read_whole(string name)
    {
        var message = Messages.All.Single(each => each.Name == name);
        var file = Path.Combine(Messages.Repository(), "tests", "Contracts.Tests", "samples", $"{name}.json");
        if (Messages.Accepts && !File.Exists(file))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(Sample(message, name), message, Messages.Json) + "\n");
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing");
        var written = JsonNode.Parse(File.ReadAllText(file))!;
        var read = JsonSerializer.SerializeToNode(written.Deserialize(message, Messages.Json), message, Messages.Json)!;
        ShouldContain(read, written, name);
    }

    private static void ShouldContain(JsonNode? read, JsonNode? written, string path)
    {
        if (written is JsonObject @object)
        {
            foreach (var (name, value) in @object)
            {
                read!.AsObject().ContainsKey(name).ShouldBeTrue($"{path}.{name} is lost");
                ShouldContain(read[name], value, $"{path}.{name}");
            }
        }
        else if (written is JsonArray array)
        {
            read!.AsArray().Count.ShouldBe(array.Count, path);
            for (var i = 0; i < array.Count; i++)
            {
                ShouldContain(read[i], array[i], $"{path}[{i}]");
            }
        }
        else
        {
            JsonNode.DeepEquals(read, written).ShouldBeTrue($"{path}: {written} was read as {read}");
        }
    }

    /// <summary>A message with something in every field.</summary>
    private static object Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return $"{name} åäö";
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        }

        if (type.IsGenericType)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments()[0]))!;
            list.Add(Sample(type.GetGenericArguments()[0], name));
            return list;
        }

        return type switch
        {
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(double) => 57.7,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => new Guid("0199a000-0000-7000-8000-000000000001"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 10, 5, 14, 0, 0, TimeSpan.Zero),
            _ => Construct(type),
        };
    }

    private static object Construct(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(each => each.GetParameters().Length)!;
        return constructor.Invoke(constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!)).ToArray());
    }
}
