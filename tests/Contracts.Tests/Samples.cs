using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Shouldly;

namespace BusinessFocus.Contracts.Tests;

/// <summary>Objects with something in every field, and whether what was written once is read whole.</summary>
internal static class Samples
{
    /// <param name="name">What its texts say.</param>
    public static object Of(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => $"{name} åäö",
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(double) => 57.7,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => new Guid("0199a000-0000-7000-8000-000000000001"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 10, 5, 14, 0, 0, TimeSpan.Zero),
            _ when type == typeof(DateOnly) => new DateOnly(2027, 10, 5),
            _ when type == typeof(TimeOnly) => new TimeOnly(14, 30),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
            _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
            { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ when Items(type) is { } item => Collection(type, item, name),
            _ => Construct(type),
        };
    }

    /// <summary>All that was written is read: a field that was added may be missing, one that is there may not be lost.</summary>
    public static void ShouldContain(JsonNode? read, JsonNode? written, string path)
    {
        if (written is JsonObject @object)
        {
            foreach (var (name, value) in @object)
            {
                read.ShouldNotBeNull(path).AsObject().ContainsKey(name).ShouldBeTrue($"{path}.{name} is lost");
                ShouldContain(read[name], value, $"{path}.{name}");
            }
        }
        else if (written is JsonArray array)
        {
            read.ShouldNotBeNull(path).AsArray().Count.ShouldBe(array.Count, path);
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

    /// <summary>The types that a value of this type can hold, itself too.</summary>
    public static IEnumerable<Type> PartsOf(Type type, HashSet<Type>? seen = null)
    {
        seen ??= [];
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(type))
        {
            return [];
        }

        var own = type.Namespace?.StartsWith("BusinessFocus", StringComparison.Ordinal) == true;
        return type.GetGenericArguments()
            .Concat(own && !type.IsEnum ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType) : [])
            .SelectMany(part => PartsOf(part, seen))
            .Prepend(type);
    }

    private static Type? Items(Type type) => type == typeof(string)
        ? null
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static object Collection(Type type, Type item, string name)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(item is { IsGenericType: true } && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? Activator.CreateInstance(item, item.GetGenericArguments().Select(part => Of(part, name)).ToArray())
            : Of(item, name));
        return (type.IsGenericType ? type.GetGenericTypeDefinition().Name : "") switch
        {
            "ImmutableList`1" or "IImmutableList`1" => Range(typeof(ImmutableList)),
            "ImmutableHashSet`1" => Range(typeof(ImmutableHashSet)),
            "IReadOnlySet`1" or "HashSet`1" => Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(item), list)!,
            "ImmutableDictionary`2" => Range(typeof(ImmutableDictionary)),
            "ImmutableSortedDictionary`2" => Range(typeof(ImmutableSortedDictionary)),
            "IReadOnlyDictionary`2" or "IDictionary`2" or "Dictionary`2" =>
                Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(item.GetGenericArguments()), list)!,
            _ when type.IsArray => ToArray(),
            _ => list,
        };

        object Range(Type factory)
        {
            var parts = item.IsGenericType && type.GetGenericArguments().Length == 2 ? item.GetGenericArguments() : [item];
            return factory.GetMethods()
                .Single(method => method.Name == "CreateRange" && method.GetGenericArguments().Length == parts.Length
                    && method.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }])
                .MakeGenericMethod(parts)
                .Invoke(null, [list])!;
        }

        Array ToArray()
        {
            var array = Array.CreateInstance(item, 1);
            list.CopyTo(array, 0);
            return array;
        }
    }

    private static object Construct(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(each => each.GetParameters().Length)!;
        var made = constructor.Invoke(constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!)).ToArray());
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property =>
            property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
            && !constructor.GetParameters().Any(parameter => parameter.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase))))
        {
            property.SetValue(made, Of(property.PropertyType, property.Name));
        }

        return made;
    }
}
