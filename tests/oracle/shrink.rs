//! The smallest world and request that still show a difference.

use serde_json::Value;

/// Removes members and elements, and replaces lists by one of their elements, as long as the
/// result still fails.
pub fn shrink(mut value: Value, fails: impl Fn(&Value) -> bool) -> Value {
    let mut progress = true;
    while progress {
        progress = false;
        // Large parts go first: a part is tried before the parts inside it.
        let mut paths = Vec::new();
        collect(&value, &mut Vec::new(), &mut paths);
        for path in paths {
            for smaller in [without(&value, &path), flattened(&value, &path)].into_iter().flatten() {
                if fails(&smaller) {
                    value = smaller;
                    progress = true;
                    break;
                }
            }
        }
    }
    value
}

/// One step into a JSON value.
#[derive(Clone)]
enum Step {
    Member(String),
    Element(usize),
}

fn collect(value: &Value, path: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
    let children: Vec<(Step, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (Step::Member(name.clone()), value)).collect(),
        // From behind, so that removing an element moves none that is still to come.
        Value::Array(elements) => {
            elements.iter().enumerate().rev().map(|(at, value)| (Step::Element(at), value)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        path.push(step);
        paths.push(path.clone());
        collect(child, path, paths);
        path.pop();
    }
}

fn parent<'a>(value: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Member(name) => value.get_mut(name),
        Step::Element(at) => value.get_mut(at),
    })
}

fn without(value: &Value, path: &[Step]) -> Option<Value> {
    let (last, path) = path.split_last()?;
    let mut value = value.clone();
    match (last, parent(&mut value, path)?) {
        (Step::Member(name), Value::Object(members)) => _ = members.shift_remove(name)?,
        (Step::Element(at), Value::Array(elements)) if *at < elements.len() => _ = elements.remove(*at),
        _ => return None,
    }
    Some(value)
}

/// A list of one as the one.
fn flattened(value: &Value, path: &[Step]) -> Option<Value> {
    let mut value = value.clone();
    let part = parent(&mut value, path)?;
    match part {
        Value::Array(elements) if elements.len() == 1 => *part = elements[0].clone(),
        _ => return None,
    }
    Some(value)
}
